"""The commands of the room `pages`."""
