"""What an edition shows can be read along: no film without French captions becomes public in one, by whatever road.

``BasePage.save()`` asks here, beside ``pages.releases``. What readers already have is never a reason to refuse, so that an urgent
correction of something else stays possible; nor is taking down ever asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from pages import films, languages, releases


class CaptionsMissingError(releases.ReleaseRefusedError):
    """A public edition would show a film without captions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A film that a page of an edition shows, with the words that name all three."""

    film: int
    page: str
    edition: str


def newly_shown(now: Iterable[int], before: Iterable[int]) -> frozenset[int]:
    """What readers would get that they do not have: the rule asks about nothing else."""
    return frozenset(now) - frozenset(before)


def check_films(page: Any, update_fields: Any = None) -> None:
    """Asks, before a page's row is written, whether an edition would show a film that nobody can read along.

    Raises ``CaptionsMissingError``. A film counts also while it is not public: a signature makes it so later, and asks nobody.
    """
    if not releases.changes_what_is_public(page, update_fields):
        return
    is_edition = isinstance(page, apps.get_model("pages.EditionPage"))
    shown = list(_shown_by_edition(page) if is_edition else _shown_inside_edition(page))
    silent = _titles_without_captions({found.film for found in shown})
    for found in shown:
        if found.film in silent:
            releases.refuse(CaptionsMissingError(_words(found, silent[found.film])))


def _words(found: Shown, film: str) -> str:
    return _(
        "“%(page)s” shows the video “%(film)s”, which has no French captions: it cannot be public in the edition “%(edition)s” yet."
    ) % {"page": found.page, "film": film, "edition": found.edition}


def _shown_by_edition(edition: Any) -> Iterator[Shown]:
    """The films that this version of an edition would bring to readers: of the pages that are public, and of its own text."""
    title = languages.source_title(edition)
    for film in sorted(newly_shown(films.shown_in(edition), _public_films(edition))):
        yield Shown(film, title, title)
    contents = apps.get_model("pages.EditionContent").objects.filter(edition=edition.pk, edition__live=True)
    public = contents.values_list("page_id", flat=True) if edition.pk else ()
    listed = [row.page_id for row in edition.contents.all()]
    for page in _locked(newly_shown(listed, public)):
        for film in sorted(films.shown_in(page)):
            yield Shown(film, languages.source_title(page), title)


def _shown_inside_edition(page: Any) -> Iterator[Shown]:
    """The films that this version of a page would bring to the readers of the public edition it stands in."""
    shown = films.shown_in(page)
    if not page.pk or not shown:
        return
    _locked([page.pk])
    edition = apps.get_model("pages.EditionPage").objects.filter(live=True, contents__page=page.pk).order_by("number").first()
    if edition is not None:
        for film in sorted(newly_shown(shown, _public_films(page))):
            yield Shown(film, languages.source_title(page), languages.source_title(edition))


def _locked(pages: Iterable[int]) -> list[Any]:
    """Those of these pages that are public, by number.

    Held until the transaction ends: an edition and one of its pages that go live at the same moment see each other.
    """
    wanted = sorted(pages)
    if not wanted:
        return []
    rows = apps.get_model("pages.BasePage").objects.filter(pk__in=wanted, live=True).order_by("pk")
    return list(rows.select_for_update(of=("self",)).specific())


def _public_films(page: Any) -> frozenset[int]:
    row = type(page).objects.filter(pk=page.pk, live=True).first() if page.pk else None
    return films.shown_in(row) if row is not None else frozenset()


def _titles_without_captions(wanted: Iterable[int]) -> dict[int, str]:
    """The titles of those of these films that have no French captions, by number: one statement."""
    ids = set(wanted)
    if not ids:
        return {}
    videos = apps.get_model("pages.Video").objects.filter(pk__in=ids).exclude(films.has_captions(languages.source()))
    return {video.pk: str(video) for video in videos}
