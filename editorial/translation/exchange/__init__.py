"""Exchange: the texts of pages out to a file that translators' tools open, and their translations back in, all of a file or nothing."""
