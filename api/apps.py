"""The Django application of the room `api`."""

import warnings

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers the room and its check with Django, and has grapple make its types once all models are loaded."""

    name = "api"

    def ready(self) -> None:
        """Have the types made, and register the system check."""
        from api.checks import register_checks

        register_checks()
        with warnings.catch_warnings():
            # Grapple's own use of graphene-django, not ours.
            warnings.simplefilter("ignore", DeprecationWarning)
            # Imported here because grapple defines types of models, which must all be loaded.
            from api.schema.grapple_making import make_types

            make_types()
