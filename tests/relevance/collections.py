"""A judged collection: documents, questions, and which documents answer which question.

A folder holds `docs.jsonl` (id, title, text), `queries.jsonl` (id, text, perhaps a group), `qrels.tsv` (question, document, grade) and
`meta.json` (lang). Documents get the numbers that the engine knows them by.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import Any

from search.engine import SearchDocument

FILES = ("docs.jsonl", "queries.jsonl", "qrels.tsv")


class CollectionError(Exception):
    """A folder is no judged collection, or there is none; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its grades by page (those above 0). Questions of one `family` are spellings of the same one; "" for none."""

    text: str
    family: str
    grades: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents of one language, and questions, in that language or another one, that have at least one of them for an answer."""

    name: str
    language: str
    documents: tuple[SearchDocument, ...]
    questions: tuple[Question, ...]
    asked_in: str

    def with_text(self) -> Collection | None:
        """The documents that have a text and the questions that they answer; None when all have one."""
        documents = tuple(document for document in self.documents if document.body)
        if len(documents) == len(self.documents):
            return None
        numbers = {document.page_id for document in documents}
        questions = (_only(question, numbers) for question in self.questions)
        answered = tuple(each for each in questions if each.grades)
        return Collection(f"{self.name}_with_text", self.language, documents, answered, self.asked_in)

    def asked_from(self, other: Collection) -> Collection:
        """These documents with the questions of a parallel collection: its documents are these in another language, one by one."""
        served = frozenset({other.asked_in})
        documents = tuple(replace(document, served_in=served) for document in self.documents)
        return Collection(f"{other.name}_on_{self.language}", self.language, documents, other.questions, other.asked_in)


def _only(question: Question, numbers: set[int]) -> Question:
    return replace(question, grades={number: grade for number, grade in question.grades.items() if number in numbers})


def folders(data: Path, only: Iterable[str]) -> list[Path]:
    """The folders of collections in `data`, by name; only those named, if any. Raises CollectionError when one is missing."""
    if not data.is_dir():
        raise CollectionError(f"{data} is no folder. DATA names a folder of judged collections.")
    found = {folder.name: folder for folder in sorted(data.iterdir()) if all((folder / name).is_file() for name in FILES)}
    missing = [name for name in only if name not in found]
    if missing:
        raise CollectionError(f"{data} has no collection {', '.join(missing)}; it has {', '.join(found) or 'none at all'}.")
    if not found:
        raise CollectionError(f"{data} holds no collection: a folder of {', '.join(FILES)} for each.")
    return [folder for name, folder in found.items() if name in only or not only]


def read(folder: Path) -> Collection:
    """The collection of a folder. Raises CollectionError when a line cannot be read."""
    try:
        language = _language(folder)
        rows = _lines(folder / "docs.jsonl")
        numbers = {str(row["id"]): number for number, row in enumerate(rows, start=1)}
        documents = tuple(_document(number, row, language) for number, row in enumerate(rows, start=1))
        return Collection(folder.name, language, documents, _questions(folder, numbers), language)
    except (KeyError, ValueError) as error:
        raise CollectionError(f"{folder}: {error!r}") from error


def parallel(collections: Iterable[Collection]) -> Iterator[Collection]:
    """For each collection, its questions on the documents of every other one of the same series: same name but for the language behind it.

    Only series whose documents have the same numbers of questions and answers, paragraph by paragraph, are parallel.
    """
    read_ones = list(collections)
    for asking, answering in permutations(read_ones, 2):
        is_series = asking.name.removesuffix(asking.language) == answering.name.removesuffix(answering.language)
        if is_series and [each.grades for each in asking.questions] == [each.grades for each in answering.questions]:
            yield answering.asked_from(asking)


def _language(folder: Path) -> str:
    meta = folder / "meta.json"
    told = json.loads(meta.read_text(encoding="utf-8")).get("lang") if meta.is_file() else None
    return str(told or folder.name.rpartition("_")[2])


def _lines(file: Path) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _document(number: int, row: dict[str, Any], language: str) -> SearchDocument:
    return SearchDocument(number, language, row["title"].strip(), "", row["text"].strip(), frozenset({language}))


def _questions(folder: Path, numbers: Mapping[str, int]) -> tuple[Question, ...]:
    grades: dict[str, dict[int, int]] = defaultdict(dict)
    with (folder / "qrels.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            question, document, grade = line.split("\t")
            if int(grade) > 0:
                grades[question][numbers[document]] = int(grade)
    rows = [row for row in _lines(folder / "queries.jsonl") if grades[row["id"]]]
    families = _families([(row.get("group", ""), grades[row["id"]]) for row in rows])
    return tuple(Question(row["text"], family, grades[row["id"]]) for row, family in zip(rows, families, strict=True))


def _families(groups: list[tuple[str, dict[int, int]]]) -> list[str]:
    """The family of each question: its group, where the groups of a collection are the spellings of one question each.

    They are where all questions of a group have the same answers, in every group; where groups are something else (the paragraphs of
    one article), every question stands for itself.
    """
    answers: dict[str, dict[int, int]] = {}
    if all(group and answers.setdefault(group, grades) == grades for group, grades in groups) and len(answers) < len(groups):
        return [group for group, _grades in groups]
    return [""] * len(groups)
