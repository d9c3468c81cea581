"""Search by meaning: what is kept of texts, and how questions are read."""
