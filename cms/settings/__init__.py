"""Settings: production is the base, development and test derive from it."""
