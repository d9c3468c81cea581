"""The sample content of a fresh site: its texts (``data``), captions, media, and what loads them into the database."""
