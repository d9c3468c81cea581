"""A page read once for all checks: from its own values, drafts included, and the records it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from pages import addresses, languages
from pages.days import day_of
from pages.editorial_checks.content import Content, Heading, Link, ShownFilm, ShownHelpline, ShownImage, Words
from pages.editorial_checks.findings import Place, Row
from pages.editorial_checks.records import Showing, films_of, image_texts, lines_on
from pages.editorial_checks.texts import Piece, Reference, pieces

if TYPE_CHECKING:
    from pages.models import BasePage

NOT_READ = frozenset({"draft_title", "address", "is_ready", "audio", "keywords"})
"""No words for readers: families type a number to find its page, so it may stand among the keywords."""

Rows = Callable[[str], Sequence[Any]]
"""Gives the rows of a list of the page by the name of its relation, in order."""


def content_of(page: BasePage, rows: Rows | None = None) -> Content:
    """What the checks look at in ``page``; ``rows`` gives its lists where the page itself does not hold them yet (a form)."""
    rows = rows or (lambda relation: list(getattr(page, relation).all()))
    found = pieces_of(page, rows)
    references = [piece for piece in found if isinstance(piece, Reference)]
    return Content(
        served=languages.ready_languages(page),
        texts=text_places(page),
        words=tuple(piece for piece in found if isinstance(piece, Words)),
        links=tuple(piece for piece in found if isinstance(piece, Link)),
        headings=tuple(piece for piece in found if isinstance(piece, Heading)),
        images=tuple(_images(page, references)),
        helplines=tuple(_helplines(references)),
        films=tuple(_films(page, references, rows)),
        lines=lines_on(day_of()),
        is_crisis=page.is_crisis,
        is_in_edition=_is_edition(page) or _is_in_public_edition(page),
        taken_addresses=_taken_addresses(page),
        today=day_of(),
    )


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


def _images(page: BasePage, references: Sequence[Reference]) -> Iterator[ShownImage]:
    cover = [Reference(Place("cover_image"), "ClubImage", page.cover_image_id)] if page.cover_image_id else []
    shown = [*cover, *(reference for reference in references if reference.model == "ClubImage")]
    texts = image_texts(_numbers(shown, "ClubImage"))
    for reference in shown:
        if reference.number in texts:
            title, alt_texts = texts[reference.number]
            source = alt_texts[languages.source()]
            own = reference.alt_text or alt_texts[reference.place.language or languages.source()]
            yield ShownImage(reference.place, title, own, source, reference.is_decorative)


def _helplines(references: Sequence[Reference]) -> Iterator[ShownHelpline]:
    numbers = _numbers(references, "Helpline")
    rows = apps.get_model("pages.Helpline").objects.filter(pk__in=numbers) if numbers else ()
    known = {row.pk: row for row in rows}
    for reference in references:
        if reference.model == "Helpline" and reference.number in known:
            line = known[reference.number]
            yield ShownHelpline(reference.place, line.number_short, line.valid_to)


def _films(page: BasePage, references: Sequence[Reference], rows: Rows) -> Iterator[ShownFilm]:
    shown = [
        Showing(reference.place, reference.number, (reference.place.language,)) for reference in references if reference.model == "Video"
    ]
    film: int | None = getattr(page, "video_id", None)
    if film is not None:
        shown.append(Showing(Place("video"), film, languages.ready_languages(page)))
    if _is_edition(page):
        shown += _films_of_contents(rows("contents"))
    yield from films_of(shown)


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


def _is_in_public_edition(page: BasePage) -> bool:
    return bool(page.pk) and bool(apps.get_model("pages.EditionContent").objects.filter(page_id=page.pk, edition__live=True).exists())


def _taken_addresses(page: BasePage) -> dict[str, str]:
    try:
        addresses.check_addresses(page)
    except ValidationError as error:
        return {field: " ".join(messages) for field, messages in error.message_dict.items()}
    return {}
