"""The Django application of the room `search`."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the room with Django."""

    name = "search"
