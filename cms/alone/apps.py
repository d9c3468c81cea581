"""The Django application of the website alone."""

from django.apps import AppConfig


class AloneConfig(AppConfig):
    """Brings the commands."""

    name = "cms.alone"
