"""Asks the addresses on other sites, in the background, whether they still answer: politely, and never inside our own network."""
