"""Questions without an answer."""
