"""The translation desk: what is to do in each language of a page, block by block, and how it is done."""
