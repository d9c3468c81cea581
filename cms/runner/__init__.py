"""The process runner: prepares the house, starts its programs, keeps them running."""
