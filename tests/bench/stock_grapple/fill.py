"""`python -m tests.bench.stock_grapple.fill`: tables and content of the stock project, with the words of our own generated site."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import random
from itertools import islice, product
from typing import Any

import django
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image as Picture

from pages.generated_content.phrases import FIRST_NAMES, LAST_NAMES, ROLES
from pages.generated_content.plan import INTERVIEWS_PER_EDITION
from pages.generated_content.writing import Writer, lower_first, title

FIRST_EDITION = 101
FIRST_DAY = dt.datetime(2021, 1, 5, 8, tzinfo=dt.UTC)
ORGANISATIONS = ("e-Enfance", "Génération Numérique", "UNAF")
THEMES = (
    "chantage-aux-images",
    "contenus-choquants",
    "donnees-et-vie-privee",
    "ecrans-et-sommeil",
    "fausses-informations",
    "harcelement-en-ligne",
    "jeux-video",
    "reseaux-sociaux",
    "usages-quotidiens",
    "vie-scolaire",
)
"""The slugs of ours in the order in which our generator draws from them: each resource gets the same themes in both."""


def fill(editions: int, resources: int, people: int) -> None:
    """Make the tables and write everything in one transaction, then the search index."""
    from django.db import connection, transaction  # noqa: PLC0415 - Django is set up by then

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        _write(editions, resources, people)
    call_command("update_index", verbosity=0)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _write(editions: int, resources: int, people: int) -> None:
    from tests.bench.stock_grapple import models  # noqa: PLC0415 - the same

    organisations = [models.Organisation.objects.create(name=name, url="https://example.org/") for name in ORGANISATIONS]
    themes = [models.Theme.objects.create(slug=slug, name_fr=slug.replace("-", " "), name_en=slug.replace("-", " ")) for slug in THEMES]
    names = islice(((first, last) for last, first in product(LAST_NAMES, FIRST_NAMES)), people)
    guests = [
        models.Person.objects.create(
            name=f"{first} {last}",
            role_fr=ROLES[place % len(ROLES)][0],
            role_en=ROLES[place % len(ROLES)][1],
            organisation=organisations[place % len(organisations)],
        )
        for place, (first, last) in enumerate(names)
    ]
    shared = Shared(organisations, _covers())
    edition_pages = []
    for place in range(editions):
        words = {code: f"{FIRST_EDITION + place}, {lower_first(text)}" for code, text in title(place).items()}
        own = _streams("editorial", Writer(f"edition:{place}").editorial())
        edition = shared.page(models.EditionPage, f"edition-{FIRST_EDITION + place}", words, place, number=FIRST_EDITION + place, **own)
        edition.partners.set(organisations)
        edition.save()
        edition_pages.append(edition)
    for place in range(editions * INTERVIEWS_PER_EDITION):
        guest = guests[place % len(guests)]
        words = {code: f"{guest.name}, {lower_first(text)}" for code, text in title(place).items()}
        own = _streams("text", Writer(f"interview:{place}").interview_introduction())
        edition = edition_pages[place // INTERVIEWS_PER_EDITION]
        shared.page(models.InterviewPage, f"interview-{place + 1}", words, place, edition=edition, person=guest, **own)
    filed = []
    for place in range(resources):
        own = _streams("text", _without_images(Writer(f"guide:{place}").guide_steps()))
        resource = shared.page(models.ResourcePage, f"resource-{place + 1}", title(place), place, **own)
        draw = random.Random(f"guide:{place}")  # noqa: S311 - the same themes as in our own site is the point
        filed += [(resource.pk, theme.pk) for theme in draw.sample(themes, draw.choice((2, 3)))]
    through = models.ResourcePage.themes.through
    through.objects.bulk_create([through(resourcepage_id=page, theme_id=theme) for page, theme in filed], batch_size=500)


class Shared:
    """Makes pages below the home page; what they share is drawn in turn."""

    def __init__(self, organisations: list[Any], covers: list[Any]) -> None:
        from wagtail.models import Page  # noqa: PLC0415 - the same

        self.home = Page.objects.get(depth=2)
        self.organisations, self.covers = organisations, covers
        self.last: Any = None

    def page(self, model: type[Any], slug: str, words: dict[str, str], place: int, **own: Any) -> Any:
        """A live page. Treebeard finds the place of a next sibling with two statements, whatever their number."""
        summary = Writer(f"summary:{slug}").sentence()
        published = FIRST_DAY + dt.timedelta(hours=place)
        page = model(
            title=words["fr"],
            title_en=words["en"],
            slug=slug,
            summary_fr=summary["fr"],
            summary_en=summary["en"],
            organisation=self.organisations[place % len(self.organisations)],
            cover=self.covers[place % len(self.covers)],
            first_published_at=published,
            last_published_at=published,
            **own,
        )
        return self.home.add_child(instance=page)


def _covers() -> list[Any]:
    from wagtail.images.models import Image  # noqa: PLC0415 - the same

    content = io.BytesIO()
    Picture.new("RGB", (1200, 675), "#336699").save(content, "PNG")
    return [Image.objects.create(title=f"Image {n}", file=ContentFile(content.getvalue(), f"image-{n}.png")) for n in range(3)]


def _streams(name: str, texts: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    return {f"{name}_{code}": json.dumps(blocks) for code, blocks in texts.items()}


def _without_images(texts: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Our steps may carry an image; those of the generated site carry none."""
    for blocks in texts.values():
        for block in blocks:
            if isinstance(block["value"], dict):
                block["value"].pop("image", None)
    return texts


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.stock_grapple.settings")
    django.setup()
    fill(editions=40, resources=2_000, people=60)
