"""Full text: analysis, documents, the engine and its indexing from the journal."""
