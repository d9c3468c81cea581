"""The Django application of the room `cms`."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Registers the room with Django."""

    name = "cms"

    def ready(self) -> None:
        """Register the system checks."""
        # Imported here: models exist only once the applications are loaded.
        from cms.checks import register_checks

        register_checks()
