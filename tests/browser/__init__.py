"""Stories told in a real browser, on the real program with its starter content."""
