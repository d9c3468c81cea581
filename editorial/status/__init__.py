"""Where a page stands, in one line of words."""
