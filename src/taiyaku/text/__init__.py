"""What all stages know of Japanese and English text."""
