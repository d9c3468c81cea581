"""Previews on the desk: a page as the website will show it, which is named by the settings."""
