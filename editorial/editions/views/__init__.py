"""The screens of editions."""
