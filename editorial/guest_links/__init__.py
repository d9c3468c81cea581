"""Guest links: made by those who write a page, opened without an account, revoked at once.

A link holds 32 random bytes; the database keeps their digest, so that nobody who reads it, or a copy of it, can open anything. That is
why a link is shown once: who has lost it makes another and revokes the first. It opens our own page alone, where each opening is noted;
programs are given the tokens of half an hour (`api.preview.tokens`).
"""
