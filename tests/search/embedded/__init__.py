"""The embedded engine on real folders."""
