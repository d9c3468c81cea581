"""A large site for measurements: the same pages on every machine, written in bulk and journalled like any other."""
