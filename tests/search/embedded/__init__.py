"""The embedded engine from within."""
