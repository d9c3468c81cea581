"""Text to terms, language by language."""
