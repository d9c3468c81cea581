"""Whatever editors and scripts do to the tree, in whatever language their interface speaks, public paths stay in step with it."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from pages.models import BasePage, PagePath, StandardPage
from pages.paths import rows_at
from tests.factories import home_page

LANGUAGES = ("fr", "en", "ar")

# Few, so that they meet; the last is the one before it spelt with a combining accent.
SLUGS = st.sampled_from(["a", "b", "é", "e\u0301"])
OWN_ADDRESSES = st.sampled_from(["", "a", "b", "é", "e\u0301"])
INTERFACES = st.sampled_from(LANGUAGES)
CHOICES = st.integers(min_value=0, max_value=9)


def tree() -> list[dict[str, Any]]:
    """Every page below the root of the tree, as it stands in the table."""
    return list(
        BasePage.objects.filter(depth__gt=1).order_by("path").values("pk", "path", "numchild", "live", "slug", "address_en", "address_ar")
    )


def last_part(row: dict[str, Any], language: str) -> str:
    """The address of a page in a language, said again in the words of the promise: its own, or the slug, composed."""
    return unicodedata.normalize("NFC", row[f"address_{language}"] or row["slug"] if language != "fr" else row["slug"])


def promised_paths() -> dict[tuple[int, str], str]:
    """For each live page and language, the join of its ancestors' addresses."""
    rows = {row["path"]: row for row in tree()}
    found = {}
    for row in rows.values():
        line = [rows[row["path"][:end]] for end in range(12, len(row["path"]) + 1, 4)]
        for language in LANGUAGES:
            if row["live"]:
                found[row["pk"], language] = "/" + "/".join(last_part(step, language) for step in line)
    return found


def current_paths() -> dict[tuple[int, str], str]:
    """The current rows of the table of paths."""
    rows = PagePath.objects.filter(is_current=True).values_list("page_id", "language", "path")
    return {(page_id, language): path for page_id, language, path in rows}


def new_page(slug: str, **fields: Any) -> StandardPage:
    """A page not saved yet."""
    return StandardPage(title_fr="Page", summary_fr="Résumé", slug=slug, **fields)


class Editing(RuleBasedStateMachine):
    """A site under the hands of editors; ``holders`` remembers which page each path led to last."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.holders: dict[tuple[str, str], int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def chosen(self, number: int, *, home_too: bool = False) -> BasePage | None:
        """One of the pages there are (the home page among them if asked), as Wagtail hands it to a view."""
        pages = list(BasePage.objects.filter(depth__gt=1 if home_too else 2).order_by("pk"))
        return pages[number % len(pages)].specific if pages else None

    @contextmanager
    def refusal_changes_nothing(self, interface: str) -> Iterator[None]:
        """Runs one act in a language of the interface; where it is refused, everything is as before."""
        before = (tree(), list(PagePath.objects.order_by("pk").values()))
        with translation.override(interface):
            try:
                yield
            except ValidationError:
                assert (tree(), list(PagePath.objects.order_by("pk").values())) == before

    @initialize()
    def begin(self) -> None:
        """A live section with two pages, and a draft of one with a live page below: what sequences often need before they hurt."""
        home = home_page()
        for slug, live in (("a", True), ("b", False)):
            section = home.add_child(instance=new_page(slug, live=live))
            section.add_child(instance=new_page("a", address_en="b"))
        section.add_child(instance=new_page("é", live=False))

    @rule(parent=CHOICES, slug=SLUGS, english=OWN_ADDRESSES, arabic=OWN_ADDRESSES, live=st.booleans(), interface=INTERFACES)
    def create(self, parent: int, slug: str, english: str, arabic: str, live: bool, interface: str) -> None:
        with self.refusal_changes_nothing(interface):
            page = new_page(slug, address_en=english, address_ar=arabic, live=live)
            self.chosen(parent, home_too=True).add_child(instance=page)

    @rule(number=CHOICES, slug=SLUGS, english=OWN_ADDRESSES, arabic=OWN_ADDRESSES, interface=INTERFACES)
    def rename(self, number: int, slug: str, english: str, arabic: str, interface: str) -> None:
        with self.refusal_changes_nothing(interface):
            if page := self.chosen(number):
                page.slug, page.address_en, page.address_ar = slug, english, arabic
                page.save()

    @rule(number=CHOICES, slug=SLUGS, english=OWN_ADDRESSES, interface=INTERFACES)
    def rename_in_a_draft_and_publish_it(self, number: int, slug: str, english: str, interface: str) -> None:
        with self.refusal_changes_nothing(interface):
            if page := self.chosen(number):
                page.slug, page.address_en = slug, english
                page.save_revision(clean=False).publish()

    @rule(number=CHOICES, with_those_below=st.booleans(), interface=INTERFACES)
    def withdraw(self, number: int, with_those_below: bool, interface: str) -> None:
        with translation.override(interface):
            if page := self.chosen(number):
                for withdrawn in page.get_descendants(inclusive=True) if with_those_below else [page]:
                    withdrawn.specific.unpublish()

    # As the admin moves and reorders. (Not "first-child": Wagtail numbers the children of a copied tree from 0, treebeard's from 1.)
    @rule(number=CHOICES, destination=CHOICES, position=st.sampled_from(["last-child", "left", "right"]), interface=INTERFACES)
    def move(self, number: int, destination: int, position: str, interface: str) -> None:
        page, place = self.chosen(number), self.chosen(destination, home_too="child" in position)
        if page is None or place is None or place.path.startswith(page.path):
            return
        with self.refusal_changes_nothing(interface):
            page.move(place, pos=position)

    @rule(number=CHOICES, destination=CHOICES, slug=SLUGS, whole=st.booleans(), keep_live=st.booleans(), interface=INTERFACES)
    def copy(self, number: int, destination: int, slug: str, whole: bool, keep_live: bool, interface: str) -> None:
        page, place = self.chosen(number), self.chosen(destination, home_too=True)
        if page is None or (whole and place.path.startswith(page.path)):
            return
        with self.refusal_changes_nothing(interface):
            page.copy(to=place, recursive=whole, keep_live=keep_live, update_attrs={"title": "Copie", "slug": slug})

    @rule(number=CHOICES, interface=INTERFACES)
    def delete(self, number: int, interface: str) -> None:
        with translation.override(interface):
            if page := self.chosen(number):
                page.delete()

    @invariant()
    def each_live_page_has_one_path_in_each_language(self) -> None:
        promised = promised_paths()
        assert current_paths() == promised
        places = [(language, path) for (_page_id, language), path in promised.items()]
        assert len(set(places)) == len(places)

    @invariant()
    def every_path_leads_to_the_page_that_had_it_last(self) -> None:
        existing = set(BasePage.objects.values_list("pk", flat=True))
        self.holders |= {(language, path): page_id for (page_id, language), path in current_paths().items()}
        self.holders = {place: page_id for place, page_id in self.holders.items() if page_id in existing}
        assert {(row.language, row.path): row.page_id for row in PagePath.objects.all()} == self.holders
        for (language, path), page_id in self.holders.items():
            assert rows_at(path, language).first().page_id == page_id

    @invariant()
    def the_tree_is_sound(self) -> None:
        assert BasePage.find_problems() == ([], [], [], [], [])


@pytest.mark.usefixtures("db")
def test_paths_follow_any_sequence_of_acts(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    run_state_machine_as_test(
        Editing,
        settings=settings(max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)),
    )
