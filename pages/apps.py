"""The Django application of the room `pages`."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Registers the room with Django."""

    name = "pages"

    def ready(self) -> None:
        """Connects publication to what the models say."""
        # Imported here: models exist only once the applications are loaded.
        from pages import permissions, receivers

        receivers.connect()
        permissions.register()
