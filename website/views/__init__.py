"""What each address asks and shows, one family of screens a module."""
