"""`manage.py load_starter_content`: fills a development site with the sample content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from pages.starter_content.loading import load


class Command(BaseCommand):
    """Makes what is missing of the sample content; refuses on production settings."""

    help = "Load the sample content: three associations, edition n° 1, resources, events and kits (what exists already is left as it is)."

    def add_arguments(self, parser: Any) -> None:
        """Add --user."""
        parser.add_argument("--user", default="", help="the superuser in whose name pages are published (default: the first one)")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Load, with a line for each step."""
        if not settings.HAS_DEMO_CONTENT:
            raise CommandError("The sample content exists in development only (cms.settings.development).")
        made = load(_publisher(options["user"]), self.stdout.write)
        self.stdout.write(f"The sample content is complete ({made} new)." if made else "The sample content was complete already.")


def _publisher(username: str) -> Any:
    """The superuser of that name, or the first one: pages that another association would have to approve are published in a name."""
    superusers = get_user_model()._default_manager.filter(is_superuser=True, is_active=True)
    if not username:
        user = superusers.order_by("pk").first()
        if user is None:
            raise CommandError("There is no active superuser to publish in the name of: make one (manage.py createsuperuser).")
        return user
    user = superusers.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no active superuser named “{username}”.")
    return user
