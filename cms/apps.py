"""The Django application of the room `cms`."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Registers the room with Django."""

    name = "cms"
