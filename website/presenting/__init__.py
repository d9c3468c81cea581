"""Pure functions from answers to what templates need, one family of screens a module."""
