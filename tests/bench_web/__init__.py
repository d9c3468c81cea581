"""`make bench-web`: what a visitor on a telephone waits for, screen by screen, and what the server does for it."""
