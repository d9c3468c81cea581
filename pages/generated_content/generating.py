"""Makes a large site in one transaction: the sample content, then the generated pages, their paths, and what the journal says of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from pages import languages
from pages.alphabet import refresh_keys
from pages.generated_content import large_site
from pages.generated_content.people_and_clips import write_clips, write_people
from pages.generated_content.plan import plan
from pages.journal.recording import record_pages
from pages.journal.subjects import PAGE
from pages.models import BasePage
from pages.paths import batches, refresh_all_paths
from pages.short_links import make_missing
from pages.starter_content.loading import load
from pages.starter_content.media_library import load_images
from pages.starter_content.sources import records


class AlreadyGeneratedError(Exception):
    """The site holds generated pages; making others beside them would give a site that no other machine has."""


def generate(pages: int, user: Any, say: Callable[[str], None]) -> int:
    """Makes a site with ``pages`` generated pages (and the list that holds them) and returns the number of events journalled for pages.

    The same number makes the same pages, with the same keys and words, on every machine. Raises ``AlreadyGeneratedError`` on a site with
    generated pages. ``say`` is told of each step.
    """
    if BasePage.objects.filter(translation_key=large_site.LIBRARY_KEY).exists():
        raise AlreadyGeneratedError
    numbers = plan(pages)
    with transaction.atomic(), languages.source_language():
        load(user, say)
        images, _made = load_images(user)
        catalogue = large_site.Catalogue.of_the_site([images[record["slug"]] for record in records("images") if "initials" not in record])
        library = large_site.make_library(user)
        people = write_people(numbers.people, catalogue.organisations)
        say(f"{len(people)} people")
        titles = large_site.interview_titles(numbers.interviews, people)
        videos = write_clips(titles, catalogue.covers[0])
        interviews = large_site.write_interviews(titles, people, videos, library, catalogue)
        say(f"{len(interviews)} interviews with captions")
        editions = large_site.write_editions(numbers, interviews, catalogue)
        say(f"{len(editions)} editions")
        resources = large_site.write_resources(numbers.resources, library, catalogue)
        say(f"{len(resources)} resources")
        refresh_all_paths()
        say("Public paths")
        return _journal([*interviews, *editions, *resources], say)


def _journal(ids: list[int], say: Callable[[str], None]) -> int:
    written = 0
    for batch in batches(ids):
        refresh_keys(PAGE, batch)
        make_missing(batch)
        written += record_pages(batch)
        say(f"Journal: {written} of {len(ids)} pages")
    return written
