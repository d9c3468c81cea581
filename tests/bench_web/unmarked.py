"""`python -m tests.bench_web.unmarked`: the starter content no longer called a sample, so that robots may look at it."""

from __future__ import annotations

import django


def unmark() -> None:
    """Take the mark from every page, as its own save does: the journal tells the caches."""
    from pages.models import BasePage  # noqa: PLC0415 - Django is set up by then

    for page in BasePage.objects.filter(is_sample=True).specific():
        page.is_sample = False
        page.save()


if __name__ == "__main__":
    django.setup()
    unmark()
