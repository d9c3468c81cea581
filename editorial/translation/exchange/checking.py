"""What a file would change: each of its rows held against the site as it is now; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.translation.addresses import address_of_part
from editorial.translation.batches import surveys_of_drafts
from editorial.translation.digests import normalised
from editorial.translation.exchange.entries import SEPARATOR, TO_REVIEW, both_texts, exact, where
from editorial.translation.exchange.markup import protected, restored
from editorial.translation.exchange.rows import ReadFile, Row, UnfitFileError
from editorial.translation.parts import Kind, Part
from editorial.translation.saving import Change, cleaned, may_translate
from editorial.translation.states import Item, State, Survey, Verdict
from pages import languages
from pages.models import BasePage


class Outcome(Enum):
    """What becomes of a row."""

    ERROR = "error"
    """It cannot be taken; somebody has to mend the file."""
    CONFLICT = "conflict"
    """The site is another than when the file was made."""
    CHANGE = "change"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    """Nothing is translated there: the site keeps what it has."""


HEADINGS = {
    Outcome.ERROR: gettext_lazy("To mend in the file"),
    Outcome.CONFLICT: gettext_lazy("Changed on the site meanwhile"),
    Outcome.CHANGE: gettext_lazy("To be saved"),
    Outcome.UNCHANGED: gettext_lazy("Unchanged"),
    Outcome.EMPTY: gettext_lazy("Without a translation: left as they are"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file with what becomes of it, and why."""

    number: int
    outcome: Outcome
    reason: str = ""
    page: BasePage | None = None
    path: str = ""
    where: str = ""
    before: str = ""
    after: str = ""
    link: str = ""
    change: Change | None = None

    @property
    def title(self) -> str:
        """The title of the page, for those who may see it."""
        return languages.source_title(self.page) if self.page is not None else ""


@dataclass(frozen=True)
class Report:
    """Everything a file would change, and everything that stands against it."""

    code: str
    lines: Sequence[Line]

    @cached_property
    def counts(self) -> Mapping[Outcome, int]:
        """How many rows come to each outcome."""
        return Counter(line.outcome for line in self.lines)

    def of(self, outcome: Outcome) -> list[Line]:
        """The rows that come to an outcome."""
        return [line for line in self.lines if line.outcome is outcome]

    def may_be_applied(self, *, without_conflicts: bool) -> bool:
        """Whether the file can be taken: no error, something to save, and conflicts only where they are expressly left out."""
        counts = self.counts
        return bool(counts[Outcome.CHANGE]) and not counts[Outcome.ERROR] and (without_conflicts or not counts[Outcome.CONFLICT])

    @property
    def changes(self) -> dict[BasePage, dict[str, Change]]:
        """What is to be saved, by page and path."""
        found: dict[BasePage, dict[str, Change]] = {}
        for line in self.of(Outcome.CHANGE):
            if line.page is not None and line.change is not None:
                found.setdefault(line.page, {})[line.path] = line.change
        return found


def checked(file: ReadFile, user: Any, code: str = "") -> Report:
    """Holds a file against the site, for somebody who brings it; ``code`` is its language where it says none itself.

    Raises ``UnfitFileError`` where the language is unclear, or not one that is translated into.
    """
    code = _language(file, code)
    pages = _pages(file.rows)
    open_to = [page for page in pages.values() if may_translate(user, page, code)]
    surveys = dict(surveys_of_drafts(open_to, code))
    lines, seen = [], set[str]()
    for row in file.rows:
        lines.append(_line(row, pages, surveys, code) if row.address not in seen else _error(row, _("This text stands in the file twice.")))
        seen.add(row.address)
    return Report(code, lines)


def _language(file: ReadFile, code: str) -> str:
    wanted = file.language.lower().replace("_", "-")
    # Some tools say the country as well: ar-dz.
    known = {each.lower(): each for each in languages.translations()}
    said = known.get(wanted) or known.get(wanted.partition("-")[0], "")
    if file.language and not said:
        raise UnfitFileError(_("The language of this file (%(language)s) is none of this site.") % {"language": file.language})
    if code and said and code != said:
        raise UnfitFileError(_("This file says that it is in another language: %(language)s.") % {"language": languages.native_name(said)})
    if not (said or code):
        raise UnfitFileError(_("This file does not say its language: choose it."))
    return said or code


def _pages(rows: Iterable[Row]) -> dict[str, BasePage]:
    keys = {key for row in rows if (key := _uuid(row.address.partition(SEPARATOR)[0]))}
    return {page.key: page for page in BasePage.objects.filter(translation_key__in=keys, depth__gt=1)}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _error(row: Row, reason: str) -> Line:
    return Line(row.number, Outcome.ERROR, reason, after=row.translation)


def _line(row: Row, pages: Mapping[str, BasePage], surveys: Mapping[BasePage, Survey], code: str) -> Line:
    key, _separator, path = row.address.partition(SEPARATOR)
    if not path:
        return _error(row, _("This row does not say which text it translates: its address is gone."))
    page = pages.get(key.lower())
    if page is None or page not in surveys:
        # Nobody learns from the answer whether there is such a page.
        return _error(row, _("You may not write this language of this page now, or there is no such page."))
    item = surveys[page].by_path.get(path)
    if item is None or item.part.kind is Kind.SHOWN:
        outcome = Outcome.CONFLICT if row.translation.strip() else Outcome.EMPTY
        return Line(row.number, outcome, _("This text is no longer there."), page, path, after=row.translation)
    outcome, reason, change = judged(row, item)
    link = address_of_part(page.pk, code, path)
    return Line(row.number, outcome, reason, page, path, where(item.part), both_texts(item.part)[1], row.translation, link, change)


def judged(row: Row, item: Item) -> tuple[Outcome, str, Change | None]:
    """What becomes of a row that translates this text, why, and what is to be saved."""
    part = item.part
    source, translation = both_texts(part)
    if row.error:
        return Outcome.ERROR, row.error, None
    if not row.translation.strip():
        return Outcome.EMPTY, "", None
    if (wanted := _wanted(row, item, is_same=row.translation == translation)) is None:
        return Outcome.UNCHANGED, "", None
    if conflict := _conflict_of_source(row, part, source):
        return Outcome.CONFLICT, conflict, None
    stored, problem = _as_stored(part, row.translation)
    is_same = row.translation == translation or (not problem and both_texts(replace(part, translation=stored))[1] == translation)
    if is_same and _wanted(row, item, is_same=True) is None:
        return Outcome.UNCHANGED, "", None
    if not is_same and (conflict := _conflict_of_text(row, translation)):
        return Outcome.CONFLICT, conflict, None
    if problem and not is_same:
        return Outcome.ERROR, problem, None
    text = None if is_same else stored
    change = Change(text, wanted, row.comment, source_digest=part.source_digest, translation_digest=part.translation_digest)
    return Outcome.CHANGE, "", change


def _wanted(row: Row, item: Item, *, is_same: bool) -> Verdict | None:
    """What the file says of a text; None: nothing that it did not say when it was made, or that the site does not say already.

    ``is_same``: the site has the file's text.
    """
    is_edited = exact(row.translation) != row.stamp.translation if row.stamp else not is_same
    was_to_review = row.stamp.state in TO_REVIEW if row.stamp else None
    is_to_review = row.is_to_review if row.is_to_review is not None else (False if is_edited else was_to_review)
    if not is_edited and (was_to_review is None or is_to_review == was_to_review):
        return None
    if is_same and item.state is (State.REVIEW if is_to_review else State.CURRENT):
        return None
    return Verdict.REVIEW if is_to_review else Verdict.CURRENT


def _conflict_of_source(row: Row, part: Part, source: str) -> str:
    """Why the French is not that which the file translates; "" where it is."""
    if row.stamp is None and row.source is None:
        return _("The file does not say which French this was made from: its columns are gone.")
    if row.stamp is not None and row.stamp.source != part.source_digest:
        return _("The French changed since the file was made.")
    if row.source is not None and normalised(row.source) != normalised(source):
        return _("The French of the file is not that of the site.")
    return ""


def _conflict_of_text(row: Row, translation: str) -> str:
    """Why the text of the site is not that which the file replaces; "" where it is."""
    if row.stamp is not None and row.stamp.translation != exact(translation):
        return _("Somebody wrote this text on the site since the file was made.")
    if row.stamp is None and translation.strip():
        return _("The site has another text, and the file does not say that it replaces it.")
    return ""


def _as_stored(part: Part, text: str) -> tuple[str, str]:
    """A text of a file as the site would keep it, and why it cannot."""
    try:
        return cleaned(part, restored(text, protected(part.source, part.translation)[2]) if part.is_rich else text), ""
    except ValidationError as error:
        return "", " ".join(error.messages)
