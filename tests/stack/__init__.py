"""The whole suite on the servers that production uses, started here as plain processes."""
