"""Management commands of the room `cms`."""
