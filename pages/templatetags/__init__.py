"""Tags of the templates of the content domain."""
