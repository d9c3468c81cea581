"""The Django application of the room `editorial`."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """Registers the room with Django."""

    name = "editorial"

    def ready(self) -> None:
        """Connects the desk to what Wagtail's workflow says."""
        # Imported here: models exist only once the applications are loaded.
        from editorial import receivers

        receivers.connect()
