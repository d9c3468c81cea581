"""Writes the files of the sample kits: ``python -m pages.starter_content.drawing.documents``."""

from __future__ import annotations

import sys
from typing import Any

from pages.starter_content.drawing.open_document import Part, Slide, slides_file, text_file
from pages.starter_content.sources import DOCUMENTS, Record, document_file, records


def write_documents() -> None:
    """Writes each document named in documents.yaml in each of its languages."""
    DOCUMENTS.mkdir(parents=True, exist_ok=True)
    for record in records("documents"):
        for code in record["title"]:
            path = document_file(record, code)
            path.write_bytes(content_of(record, code))
            sys.stdout.write(f"{path.name}\n")


def content_of(record: Record, code: str) -> bytes:
    """The bytes of a document in one language."""
    title = record["title"][code]
    if "slides" in record:
        return slides_file(title, code, [_slide(slide, code) for slide in record["slides"]])
    return text_file(title, code, [_part(part, code) for part in record["text"]])


def _slide(slide: Record, code: str) -> Slide:
    line = [_helpline(slide["helpline"], code)] if "helpline" in slide else []
    return Slide(slide["title"][code], (*(point[code] for point in slide["points"]), *line))


def _part(part: Record, code: str) -> Part:
    ((kind, value),) = part.items()
    if kind == "helpline":
        return Part("paragraph", (_helpline(value, code),))
    return Part(kind, tuple(line[code] for line in value) if kind == "list" else (value[code],))


def _helpline(code: str, language: str) -> str:
    """A line as people dial it: numbers are never typed into texts."""
    line: dict[str, Any] = next(record for record in records("helplines") if record["code"] == code)
    return f"{line['number_short']} – {line['audience_note'][language]}"


if __name__ == "__main__":
    write_documents()
