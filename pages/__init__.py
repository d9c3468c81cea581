"""The content domain: page types, blocks, snippets, languages, visibility, paths and the journal."""
