"""What must be there before the programs start: texts, tables, static files, demo content, index. Each is made only if missing."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cms.catalogues import compile_catalogues, stale_catalogues
from cms.demo_accounts import ADMINISTRATOR, lacks_team_accounts, make_demo_accounts
from cms.runner.static_files import collect_static_files, static_files_changed
from editorial.translation import standing
from pages.models import BasePage
from pages.starter_content.snippets import fill_crisis_words
from search import indexing
from search.engines import kept_engines

# Seconds of silence after which a step says that it is still at work.
SAY_AFTER = 2.0
# Wagtail's own migrations make the root and an empty home page: what lies deeper is content.
FIRST_CONTENT_DEPTH = 3


def prepare(output: TextIO) -> None:
    """Make what is missing, with lines on `output` that show it; when nothing is missing, say nothing."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    if stale_catalogues():
        with progress("Compiling the interface's texts", output):
            compile_catalogues()
    if _lacks_tables():
        output.write("Preparing the database...\n")
        call_command("migrate", interactive=False, stdout=output)
        # A site from before these lists would recognise no call for help, and nobody would notice.
        if filled := fill_crisis_words():
            output.write(f"Gave {filled} reasons for urgent help the words that speak of them.\n")
    if not settings.DEBUG and static_files_changed():
        with progress("Collecting the static files", output):
            collect_static_files()
    if settings.HAS_DEMO_CONTENT:
        make_demo_accounts()
    if settings.HAS_DEMO_CONTENT and not BasePage.objects.filter(depth__gte=FIRST_CONTENT_DEPTH).exists():
        output.write("Filling the empty site with the starter content...\n")
        call_command("load_starter_content", user=ADMINISTRATOR.username, stdout=output)
    if settings.HAS_DEMO_CONTENT and lacks_team_accounts():
        output.write("Setting the teams up...\n")
        call_command("set_up_teams", stdout=output)
        make_demo_accounts()
    if number := standing.lacking_pages().count():
        with progress(f"Looking at how {number} pages stand in the languages of the site", output):
            standing.refresh_lacking()
    build_indices(output)


def build_indices(output: TextIO) -> None:
    """Build the search indices that are missing; one that is on a server which is away is left to its follower."""
    if all(indexing.status(index).is_current for index in kept_engines()):
        return
    output.write("Building the search index...\n")
    try:
        call_command("rebuild_index", if_needed=True, stdout=output)
    except CommandError as error:
        output.write(f"{error} It is built as soon as it can be.\n")


@contextmanager
def progress(title: str, output: TextIO) -> Iterator[None]:
    """Announce a step that shows nothing itself; say every `SAY_AFTER` seconds how long it has taken."""
    output.write(f"{title}...\n")
    output.flush()
    start = time.monotonic()
    is_done = threading.Event()

    def tell() -> None:
        while not is_done.wait(SAY_AFTER):
            output.write(f"  still at it after {time.monotonic() - start:.0f} s\n")
            output.flush()

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        is_done.set()
        teller.join()


def _lacks_tables() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
