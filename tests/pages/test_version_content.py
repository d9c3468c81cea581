"""The digests of what a version says: the same for a version and for the row it became, in whatever order a database gives things back."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Revision

from pages import releases
from pages.models import GuidePage
from pages.version_content import content_digest, words_digests
from tests.api.scenes import stream
from tests.factories import GuidePageFactory, OrganisationFactory, loader

pytestmark = pytest.mark.django_db

WRITTEN = (
    ("step", {"title": "Un", "text": "<p>Ici.</p>", "image": None}),
    ("step", {"title": "Deux", "text": "<p>Là.</p>", "image": None}),
)


def as_kept(block: tuple[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """A block with its names in the order of PostgreSQL's jsonb: short ones first."""
    kind, said = block
    return kind, {name: said[name] for name in sorted(said, key=lambda name: (len(name), name))}


@pytest.fixture
def revision(home: Any) -> Revision:
    """A version of a guide as somebody wrote it, with blocks in two languages; readers have it."""
    guide = GuidePageFactory(slug="guide", ready=["en"])
    guide.steps_fr, guide.steps_en = stream(*WRITTEN), stream(*WRITTEN)
    made: Revision = guide.save_revision()
    made.publish(user=loader())
    return made


def row_saying(*blocks: tuple[str, dict[str, Any]]) -> GuidePage:
    """The row of the guide, written with these blocks in both languages."""
    row = GuidePage.objects.get()
    row.steps_fr, row.steps_en = stream(*blocks), stream(*blocks)
    row.save()
    return GuidePage.objects.get()


def test_the_order_of_the_names_in_a_block_says_nothing(revision: Revision) -> None:
    row, version = row_saying(*map(as_kept, WRITTEN)), revision.as_object()
    assert (content_digest(row), words_digests(row)) == (content_digest(version), words_digests(version))
    assert releases.new_translations(version) == frozenset()


@pytest.mark.parametrize("blocks", [WRITTEN[::-1], WRITTEN[:1], (WRITTEN[0], ("step", {**WRITTEN[1][1], "title": "Trois"}))])
def test_the_order_of_the_blocks_and_their_words_do(revision: Revision, blocks: tuple[tuple[str, dict[str, Any]], ...]) -> None:
    row, version = row_saying(*blocks), revision.as_object()
    assert content_digest(row) != content_digest(version)
    new, old = words_digests(row), words_digests(version)
    assert {code for code in new if new[code] != old[code]} == {"fr", "en"}
    assert releases.new_translations(version) == {"en"}


def test_what_is_ticked_has_no_order(home: Any) -> None:
    first, second = OrganisationFactory(short_name="A"), OrganisationFactory(short_name="B")
    version = GuidePageFactory(cosigning_organisations=[first, second]).save_revision()
    before = content_digest(version.as_object()), words_digests(version.as_object())
    # Associations are listed by their names.
    first.short_name = "C"
    first.save()
    renamed = Revision.objects.get(pk=version.pk).as_object()
    assert [one.short_name for one in renamed.cosigning_organisations.all()] == ["B", "C"]
    assert (content_digest(renamed), words_digests(renamed)) == before
