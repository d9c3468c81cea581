"""One module per command; each is a thin door to the code it names."""
