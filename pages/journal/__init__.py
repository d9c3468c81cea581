"""The journal of what the public may see: written where the public row changes, followed by search, caches and integrations."""
