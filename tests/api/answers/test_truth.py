"""Kept answers are true: whatever is published, hidden, searched, and whatever time passes, they are what a fresh computation gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages import models
from search import indexing
from tests.api.answers.house import Clock, House, Reply
from tests.api.scenes import edition, link, stream
from tests.api.settled import settle_everything
from tests.factories import (
    EventPageFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    OrganisationFactory,
    ThemeFactory,
    private_collection,
    restrict,
)

BEGINNING = dt.datetime(2026, 11, 28, 22, 58, tzinfo=ZoneInfo("Europe/Paris"))

QUERIES = (
    '{ page(path: "/ressources/un") { title locale themes { name } coverImage { altText } bodyHtml translations { path isReady } } }',
    '{ page(path: "/ressources/un", locale: EN) { title isFallback organisation { name } licence } }',
    '{ page(path: "/ressources/deux") { title path } }',
    '{ page(path: "/ressources/trois") { title } }',
    "{ edition(number: 1) { title contents { title path } } }",
    "{ resources(locale: EN, orderBy: TITLE) { totalCount nodes { title path } } }",
    '{ resources(filter: {themes: ["ecrans"]}) { totalCount nodes { title } } }',
    "{ events { nodes { title status isOver } } }",
    "{ helplines { name isOpen nextOpening } }",
    '{ search(query: "écrans") { totalCount nodes { title } } }',
    "{ themes { nodes { name } } }",
    "{ changes(first: 3) { totalCount nodes { action kind } } }",
)

# Pages of the website: those at addresses that move, that come and go, and what shows many of them.
ADDRESSES = ("/fr/", "/fr/ressources/un", "/en/ressources/un", "/fr/ressources/deux", "/fr/ressources/trois", "/fr/editions/1", "/fr/aide")


@dataclass
class Scene:
    """A small site, and what may happen to it."""

    house: House
    fresh: House
    clock: Clock
    pages: list[models.GuidePage] = field(default_factory=list)
    number: int = 0

    def __post_init__(self) -> None:
        self.theme = ThemeFactory(name_fr="Écrans", slug="ecrans")
        self.organisation = OrganisationFactory()
        self.image = ImageFactory()
        first = GuidePageFactory(title_fr="Un", slug="un", themes=[self.theme], organisation=self.organisation, cover_image=self.image)
        second = GuidePageFactory(title_fr="Deux", slug="deux", themes=[self.theme])
        first.steps_fr = stream(("paragraph", link("page", second.pk, "là")))
        first.save()
        self.pages = [first, second]
        edition(1, [first, second])
        HelplineFactory(code="3018", name_fr="3018")
        begins = self.clock.now + dt.timedelta(minutes=30)
        self.event = EventPageFactory(title_fr="Soirée écrans", starts_at=begins, ends_at=begins + dt.timedelta(hours=2))
        indexing.ensure_index()

    def page(self, choice: int) -> models.GuidePage:
        return models.GuidePage.objects.get(pk=self.pages[choice % len(self.pages)].pk)

    def retitle(self, choice: int) -> None:
        self.number += 1
        page = self.page(choice)
        page.title_fr = f"Titre {self.number} écrans"
        page.save()

    def translate(self, choice: int) -> None:
        page = self.page(choice)
        page.title_en, page.is_ready_en = f"Title {self.number}", not page.is_ready_en
        page.save()

    def publish_another(self, choice: int) -> None:
        self.number += 1
        if not models.BasePage.objects.filter(slug="trois").exists():
            self.pages.append(GuidePageFactory(title_fr="Trois écrans", slug="trois", themes=[self.theme] if choice % 2 else []))

    def take_down_or_bring_back(self, choice: int) -> None:
        page = self.page(choice)
        if page.live:
            page.unpublish()
        else:
            page.save_revision().publish()

    def move_address(self, choice: int) -> None:
        page = self.page(choice)
        page.slug = {"deux": "trois", "trois": "deux"}.get(page.slug, page.slug)
        if not models.BasePage.objects.filter(slug=page.slug).exclude(pk=page.pk).exists():
            page.save()

    def expire(self, choice: int) -> None:
        page = self.page(choice)
        page.expire_at = self.clock.now + dt.timedelta(seconds=30 + choice)
        page.save()

    def rename_theme(self, _choice: int) -> None:
        self.number += 1
        self.theme.name_fr = f"Les écrans {self.number}"
        self.theme.save()

    def refile_theme(self, _choice: int) -> None:
        self.theme.slug = "ecrans" if self.theme.slug == "autres" else "autres"
        self.theme.save()

    def relicense(self, choice: int) -> None:
        self.organisation.default_licence = ("none", "excerpt", "full")[choice % 3]
        self.organisation.save()

    def hide_image(self, _choice: int) -> None:
        self.image.collection = private_collection()
        self.image.save()

    def restrict_page(self, choice: int) -> None:
        restrict(self.page(choice))

    def follow_with_the_index(self, _choice: int) -> None:
        indexing.follow_once()

    def let_time_pass(self, choice: int) -> None:
        self.clock.now += dt.timedelta(seconds=(1, 20, 65, 3_600, 36_000)[choice % 5])


HAPPENINGS: tuple[Callable[[Scene, int], None], ...] = tuple(
    value for name, value in vars(Scene).items() if callable(value) and not name.startswith("_") and name != "page"
)


@contextmanager
def _undone() -> Iterator[None]:
    """What one example does is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(HAPPENINGS), st.integers(0, 9)), min_size=3, max_size=8))
def test_kept_answers_are_what_a_fresh_computation_gives(
    home: models.HomePage,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    happenings: list[tuple[Callable[[Scene, int], None], int]],
) -> None:
    monkeypatch.setattr("django.conf.settings.SEARCH_INDEX_DIR", tmp_path)
    clock = Clock(BEGINNING)
    clock.pass_on(monkeypatch)
    settle_everything(monkeypatch)
    with _undone():
        scene = Scene(House(clock), House(clock, max_bytes=0), clock)
        scene.house.look()
        _agree(scene)
        for happening, choice in happenings:
            happening(scene, choice)
            scene.house.look()
            _agree(scene)


def _agree(scene: Scene) -> None:
    for query in QUERIES:
        _agree_on(query, *(house.get(query) for house in (scene.house, scene.fresh, scene.house)))
    for address in ADDRESSES:
        _agree_on(address, *(house.send("GET", address) for house in (scene.house, scene.fresh, scene.house)))


def _agree_on(what: str, kept: Reply, fresh: Reply, again: Reply) -> None:
    assert (kept.status, kept.body) == (fresh.status, fresh.body), what
    assert kept.headers.get("Location") == again.headers.get("Location") == fresh.headers.get("Location"), what
    # Not vacuously: what was just computed is given again, unless its time is up at this very moment.
    assert (again.body, again.was_kept or _remaining(again) == 0) == (fresh.body, True), what


def _remaining(reply: Reply) -> int:
    return int(reply.headers["Cache-Control"].split("s-maxage=")[1].split(",")[0])
