"""The screens of guest links."""
