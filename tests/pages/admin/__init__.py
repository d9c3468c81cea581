"""The admin through its real views, as a browser uses it, with its interface in French and in English."""
