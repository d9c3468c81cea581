"""The commands of the room `editorial`."""
