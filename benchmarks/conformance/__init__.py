"""Whether other people's readers take what is written: every caption, every word, every time to the frame."""
