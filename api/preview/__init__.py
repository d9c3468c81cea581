"""Previews: a signed token opens one page as it will be, its draft laid into the tables inside a transaction that is always undone.

The other way, rows made from the revision in memory, would need a second source behind every relation, text and path that the API reads,
and would drift from what publication does. Laid into the tables, a draft is read by the very code that reads what is public; nothing is
kept, and nobody else sees it: what is not committed is seen by its own connection alone. The price: SQLite has one writer at a time, which
waits for a preview as for any other; PostgreSQL holds the rows of that page.
"""
