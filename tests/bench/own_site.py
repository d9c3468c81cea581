"""`python -m tests.bench.own_site`: tables, generated content and search index of our own program, where the environment says."""

from __future__ import annotations

import django
from django.core.management import call_command

from tests.bench_search.drawn import drawn_directions


def fill() -> None:
    """Make what `manage.py generate_content` makes, without what only the admin's own screens need."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django is set up by then
    from django.db import connection  # noqa: PLC0415 - the same

    from pages.generated_content.generating import generate  # noqa: PLC0415 - the same
    from pages.management.commands.generate_content import BENCHMARK_PAGES  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0)
    user = get_user_model()._default_manager.create_superuser("bench", "bench@example.invalid", "bench")
    generate(BENCHMARK_PAGES, user, lambda _line: None)
    with drawn_directions():
        call_command("rebuild_index", if_needed=True, verbosity=0)
    if connection.vendor == "postgresql":
        # What its own housekeeping does within a minute.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    django.setup()
    fill()
