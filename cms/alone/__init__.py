"""The website as a program of its own, without database and admin: its addresses, its health, its commands."""
