"""The commands of the room `pages`, one per module."""
