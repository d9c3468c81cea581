"""Search: analysis, the engine, indexing from the journal, queries."""
