"""`python -m tests.bench.publishing SECONDS`: an editor who publishes a changed resource every second or so; prints how many.

It runs in a process of its own, with the settings that DJANGO_SETTINGS_MODULE names, until SECONDS are over.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle

import django

PAUSE_SECONDS = 1.0
PAGES = 100
"""So many resources are changed in turn; every tenth is taken down first, and comes back."""


def publish(seconds: float) -> int:
    """Publish until `seconds` are over; returns how often."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django is set up by then

    from pages import languages  # noqa: PLC0415 - the same
    from pages.generated_content.large_site import LIBRARY_KEY  # noqa: PLC0415 - the same
    from pages.models import BasePage, GuidePage  # noqa: PLC0415 - the same
    from pages.releases import publishing_as  # noqa: PLC0415 - the same

    user = get_user_model()._default_manager.get(is_superuser=True)
    library = BasePage.objects.get(translation_key=LIBRARY_KEY)
    ids = list(GuidePage.objects.child_of(library).order_by("path").values_list("pk", flat=True)[:PAGES])
    end = time.monotonic() + seconds
    published = 0
    for pk in cycle(ids):
        if time.monotonic() >= end:
            return published
        with languages.source_language(), publishing_as(user):
            page = GuidePage.objects.get(pk=pk)
            if published % 10 == 0:
                page.unpublish(user=user)
            setattr(page, languages.column("summary", languages.source()), f"Version n° {published + 1} de ce résumé.")
            page.save_revision(user=user).publish(user=user)
        published += 1
        time.sleep(PAUSE_SECONDS)
    return published


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(str(publish(float(sys.argv[1]))))
