"""The ordered rows of a sample page: contents, partners and figures, highlights, speakers, questions, chapters, files, sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from pages.models import (
    BasePage,
    EditionContent,
    EditionKeyFigure,
    EditionPartner,
    HomePageHighlight,
    InterviewChapter,
    InterviewQuestion,
    InterviewSpeaker,
    KitFile,
    Organisation,
    Person,
    TextList,
)
from pages.starter_content.columns import columns
from pages.starter_content.streams import References

FILE_LICENCE = "CC BY-SA 4.0"


def _highlights(names: list[str], references: References) -> list[Model]:
    return [HomePageHighlight(sort_order=position, page_id=references.pages[name]) for position, name in enumerate(names)]


def _contents(names: list[str], references: References) -> list[Model]:
    return [EditionContent(sort_order=position, page_id=references.pages[name]) for position, name in enumerate(names)]


def _partners(slugs: list[str], _references: References) -> list[Model]:
    return [
        EditionPartner(sort_order=position, organisation=Organisation.objects.get(slug=slug), role=EditionPartner.Role.PARTNER)
        for position, slug in enumerate(slugs)
    ]


def _key_figures(codes: list[str], references: References) -> list[Model]:
    return [EditionKeyFigure(sort_order=position, evidence_id=references.evidence[code]) for position, code in enumerate(codes)]


def _speakers(rows: list[dict[str, Any]], _references: References) -> list[Model]:
    return [
        InterviewSpeaker(sort_order=position, person=Person.objects.get(slug=row["person"]), **columns("role", row["role"]))
        for position, row in enumerate(rows)
    ]


def _questions(rows: list[dict[str, Any]], _references: References) -> list[Model]:
    return [
        InterviewQuestion(sort_order=position, time_ms=row["time_ms"], **columns("question", row["question"]))
        for position, row in enumerate(rows)
    ]


def _chapters(rows: list[dict[str, Any]], _references: References) -> list[Model]:
    return [
        InterviewChapter(sort_order=position, time_ms=row["time_ms"], **columns("title", row["title"])) for position, row in enumerate(rows)
    ]


def _files(rows: list[dict[str, Any]], references: References) -> list[Model]:
    # Each document in each of its languages.
    found = [(row["kind"], code, pk) for row in rows for code, pk in references.documents[row["document"]].items()]
    return [
        KitFile(sort_order=position, kind=kind, language=code, document_id=pk, licence=FILE_LICENCE)
        for position, (kind, code, pk) in enumerate(found)
    ]


CHILDREN: dict[str, Callable[[Any, References], list[Model]]] = {
    "highlights": _highlights,
    "contents": _contents,
    "partners": _partners,
    "key_figures": _key_figures,
    "speakers": _speakers,
    "questions": _questions,
    "chapters": _chapters,
    "files": _files,
}
"""How the rows of each relation are made from a page's file."""


def sentences(model: type[BasePage], listed: TextList, texts: list[dict[str, str]]) -> list[Model]:
    """The rows of a list that belongs to the text of a page, from sentences by language."""
    relation: Any = model._meta.get_field(listed.relation)
    return [relation.related_model(sort_order=position, **columns(listed.field, text)) for position, text in enumerate(texts)]
