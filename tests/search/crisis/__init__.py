"""Help first: what is recognised, and what is counted of it."""
