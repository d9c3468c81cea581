"""Tests of the room `cms`."""
