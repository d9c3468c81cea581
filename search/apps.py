"""The Django application of the room `search`."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the room with Django."""

    name = "search"

    def ready(self) -> None:
        """Has editors told of phrases that would recognise nobody, or everybody."""
        # Imported here: models exist only once the applications are loaded.
        from pages.signals import crisis_phrase_written
        from search.crisis.complaints import complaint

        crisis_phrase_written.connect(complaint)
