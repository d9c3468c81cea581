"""Erasing a person: everything kept of them goes, from live rows to old revisions, and what only a human can rewrite is listed."""
