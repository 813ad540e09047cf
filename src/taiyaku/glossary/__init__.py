"""Terms: the files they come from, where they stand in a text, and whether the English kept them."""
