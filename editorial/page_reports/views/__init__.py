"""The screens of what readers say."""
