"""A page read once for all checks: from its own values, drafts included, and the records it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from pages import addresses, languages
from pages.days import day_of
from pages.editorial_checks.content import Content, Heading, Link, ShownHelpline, ShownImage, Words
from pages.editorial_checks.findings import Place, Row
from pages.editorial_checks.records import Showing, films_of, helplines, image_texts, lines_on
from pages.editorial_checks.texts import Piece, Reference, pieces

if TYPE_CHECKING:
    from pages.models import BasePage

NOT_READ = frozenset({"draft_title", "address", "is_ready", "audio", "keywords"})
"""No words for readers: families type a number to find its page, so it may stand among the keywords."""

Rows = Callable[[str], Sequence[Any]]
"""Gives the rows of a list of the page by the name of its relation, in order."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A page, everything its texts hold, and what it shows by its number."""

    page: BasePage
    rows: Rows
    pieces: Sequence[Piece]
    references: Sequence[Reference]


def content_of(page: BasePage, rows: Rows | None = None) -> Content:
    """What the checks look at in ``page``; ``rows`` gives its lists where the page itself does not hold them yet (a form)."""
    return _contents([_read(page, rows)])[0]


def contents_of(pages: Iterable[BasePage]) -> list[Content]:
    """The same for many pages: the records that all of them show are read together."""
    return _contents([_read(page) for page in pages])


def _read(page: BasePage, rows: Rows | None = None) -> _Read:
    rows = rows or (lambda relation: list(getattr(page, relation).all()))
    found = pieces_of(page, rows)
    return _Read(page, rows, found, [piece for piece in found if isinstance(piece, Reference)])


def _contents(reads: Sequence[_Read]) -> list[Content]:
    texts = image_texts({number for read in reads for number in _numbers(_shown_images(read), "ClubImage")})
    known_lines = helplines({number for read in reads for number in _numbers(read.references, "Helpline")})
    films, lines = films_of([_showings(read) for read in reads]), lines_on(day_of())
    in_editions = _in_public_editions([read.page for read in reads])
    taken = addresses.taken_by_siblings([read.page for read in reads])
    return [
        Content(
            served=languages.ready_languages(read.page),
            texts=text_places(read.page),
            words=tuple(piece for piece in read.pieces if isinstance(piece, Words)),
            links=tuple(piece for piece in read.pieces if isinstance(piece, Link)),
            headings=tuple(piece for piece in read.pieces if isinstance(piece, Heading)),
            images=tuple(_images(read, texts)),
            helplines=tuple(_helplines(read, known_lines)),
            films=tuple(of_page),
            lines=lines,
            is_crisis=read.page.is_crisis,
            is_in_edition=_is_edition(read.page) or read.page.pk in in_editions,
            taken_addresses=_taken_addresses(clashing),
            today=day_of(),
        )
        for read, of_page, clashing in zip(reads, films, taken, strict=True)
    ]


def pieces_of(page: BasePage, rows: Rows) -> list[Piece]:
    """Everything the words of ``page`` and of its lists hold, in every language; no statement but what ``rows`` needs."""
    return [*_own_pieces(page), *_pieces_of_rows(page, rows)]


# --- words -----------------------------------------------------------------------------------------------------------------------


def _translated(model: type[Any]) -> list[str]:
    """The names of a model's translated words, in the order in which it declares them."""
    names = languages.translated_fields(model) - NOT_READ
    return [field.name for field in model._meta.fields if field.name in names]


def text_places(page: BasePage) -> tuple[Place, ...]:
    """The places of the page's own text, one for each language; none where its type has none."""
    if not page.main_text_field:
        return ()
    return tuple(Place(languages.column(page.main_text_field, code), code) for code in languages.codes())


def _own_pieces(page: BasePage) -> Iterator[Piece]:
    for field in _translated(type(page)):
        for code in languages.codes():
            column = languages.column(field, code)
            yield from _value_pieces(page, column, Place(column, code))


def _value_pieces(holder: Any, column: str, place: Place) -> Iterator[Piece]:
    field, value = holder._meta.get_field(column), getattr(holder, column)
    if isinstance(field, StreamField):
        yield from pieces(field.stream_block, value.raw_data if value else (), place)
    elif isinstance(value, str) and value.strip():
        yield Words(place, value)


def _pieces_of_rows(page: BasePage, rows: Rows) -> Iterator[Piece]:
    for child in get_all_child_relations(type(page)):
        relation = str(child.get_accessor_name())
        fields = _translated(child.related_model)
        for index, row in enumerate(rows(relation) if fields else ()):
            for field in fields:
                for code in languages.codes():
                    column = languages.column(field, code)
                    yield from _value_pieces(row, column, Place(column, code, row=Row(relation, index)))


# --- what is shown ---------------------------------------------------------------------------------------------------------------


def _numbers(references: Iterable[Reference], model: str) -> set[int]:
    return {reference.number for reference in references if reference.model == model}


def _shown_images(read: _Read) -> list[Reference]:
    cover = [Reference(Place("cover_image"), "ClubImage", read.page.cover_image_id)] if read.page.cover_image_id else []
    return [*cover, *(reference for reference in read.references if reference.model == "ClubImage")]


def _images(read: _Read, texts: Mapping[int, tuple[str, dict[str, str]]]) -> Iterator[ShownImage]:
    for reference in _shown_images(read):
        if reference.number in texts:
            title, alt_texts = texts[reference.number]
            source = alt_texts[languages.source()]
            own = reference.alt_text or alt_texts[reference.place.language or languages.source()]
            yield ShownImage(reference.place, title, own, source, reference.is_decorative)


def _helplines(read: _Read, known: Mapping[int, Any]) -> Iterator[ShownHelpline]:
    for reference in read.references:
        if reference.model == "Helpline" and reference.number in known:
            line = known[reference.number]
            yield ShownHelpline(reference.place, line.number_short, line.valid_to)


def _showings(read: _Read) -> list[Showing]:
    shown = [
        Showing(reference.place, reference.number, (reference.place.language,))
        for reference in read.references
        if reference.model == "Video"
    ]
    film: int | None = getattr(read.page, "video_id", None)
    if film is not None:
        shown.append(Showing(Place("video"), film, languages.ready_languages(read.page)))
    if _is_edition(read.page):
        shown += _films_of_contents(read.rows("contents"))
    return shown


def _films_of_contents(contents: Sequence[Any]) -> list[Showing]:
    interviews = apps.get_model("pages.InterviewPage").objects.filter(pk__in=[row.page_id for row in contents], video__isnull=False)
    known = {interview.pk: interview for interview in interviews}
    return [
        Showing(Place("page", row=Row("contents", index)), known[row.page_id].video_id, languages.ready_languages(known[row.page_id]))
        for index, row in enumerate(contents)
        if row.page_id in known
    ]


# --- where it stands -------------------------------------------------------------------------------------------------------------


def _is_edition(page: BasePage) -> bool:
    return isinstance(page, apps.get_model("pages.EditionPage"))


def _in_public_editions(pages: Iterable[BasePage]) -> frozenset[int]:
    """The numbers of those of these pages that stand in a public edition."""
    numbers = {page.pk for page in pages if page.pk and not _is_edition(page)}
    if not numbers:
        return frozenset()
    contents = apps.get_model("pages.EditionContent").objects.filter(page_id__in=numbers, edition__live=True)
    return frozenset(contents.values_list("page_id", flat=True))


def _taken_addresses(clashing: Mapping[str, str]) -> dict[str, str]:
    try:
        addresses.refuse(clashing)
    except ValidationError as error:
        return {field: " ".join(messages) for field, messages in error.message_dict.items()}
    return {}
