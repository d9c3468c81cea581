"""Measures of search on a large site: 100,000 generated pages, both engines, beside SQLite's FTS5 and Wagtail's own search."""
