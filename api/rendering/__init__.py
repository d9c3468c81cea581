"""Texts for readers: the blocks of a page as sanitised HTML and as plain words, links resolved to public paths."""
