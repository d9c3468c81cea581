"""Links and choices inside the site that lead to what readers do not get: pages taken down, deleted, expired, kept private; documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.upkeep.concerns import Concern, Kind, Severity, Spot
from editorial.upkeep.facts import Facts
from editorial.upkeep.seen import Seen, Thing
from editorial.upkeep.tongues import Sentence, in_every_tongue
from pages import languages
from pages.journal import subjects
from pages.models import BasePage, PagePath
from pages.visibility import public_documents

HIDDEN = _("This leads to “{title}”, which readers do not get: choose another page, or take it out.")
GONE = _("This leads to a page that was deleted: choose another page, or take it out.")
UNKNOWN = _("This leads to {path}, where there is no page: choose the page instead of typing its address.")
FILE = _("This leads to a document that readers do not get: choose another, or take it out.")


def concerns(seen: Seen) -> Iterator[Concern]:
    """One for each place of such a link. Three statements, and one more where a page is hidden."""
    read = list(seen.read())
    yield from _pages(seen, read)
    yield from _paths(seen, read)
    yield from _documents(read)


def _pages(seen: Seen, read: Iterable[tuple[Thing, Facts]]) -> Iterator[Concern]:
    hidden = [(thing, number, spot) for thing, facts in read for number, spot in facts.pages if (subjects.PAGE, number) not in seen.things]
    if not hidden:
        return
    column = languages.column("title", languages.source())
    names = dict(BasePage.objects.filter(pk__in={number for _thing, number, _spot in hidden}).values_list("pk", column))
    told = {number: in_every_tongue(format_lazy(HIDDEN, title=name)) for number, name in names.items()}
    gone = in_every_tongue(GONE)
    for thing, number, spot in hidden:
        yield _concern(thing, told.get(number, gone), spot)


def _paths(seen: Seen, read: Iterable[tuple[Thing, Facts]]) -> Iterator[Concern]:
    typed = [(thing, code, path, spot) for thing, facts in read for code, path, spot in facts.paths]
    found: dict[tuple[str, str], int] = {}
    rows = PagePath.objects.filter(path__in={path for _thing, _code, path, _spot in typed})
    for code, path, page in rows.values_list("language", "path", "page_id"):
        found[code, path] = page
    for thing, code, path, spot in typed:
        # No page has the number 0.
        if (subjects.PAGE, found.get((code, path), 0)) not in seen.things:
            yield _concern(thing, in_every_tongue(format_lazy(UNKNOWN, path=f"/{code}{path}")), spot)


def _documents(read: Iterable[tuple[Thing, Facts]]) -> Iterator[Concern]:
    linked = [(thing, number, spot) for thing, facts in read for number, spot in facts.documents]
    wanted = {number for _thing, number, _spot in linked}
    public = set(public_documents().filter(pk__in=wanted).order_by().values_list("pk", flat=True))
    told = in_every_tongue(FILE)
    for thing, number, spot in linked:
        if number not in public:
            yield _concern(thing, told, spot)


def _concern(thing: Thing, sentence: Sentence, spot: Spot) -> Concern:
    return thing.concern(Kind.HIDDEN_PAGE, Severity.WRONG, sentence, spot)
