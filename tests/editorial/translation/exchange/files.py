"""A page with every family of blocks, its entries, and what programs other than ours do to files."""

from __future__ import annotations

import json
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from openpyxl import load_workbook

from editorial.translation.exchange import po_files, sheets
from editorial.translation.exchange.entries import Entry, entries_of
from editorial.translation.exchange.rows import ReadFile
from editorial.translation.parts import Known, parts_of
from editorial.translation.states import Record, Survey, survey
from pages.models import ArticlePage, ConversationPage, GuidePage
from tests.editorial.translation.content import helpline, listing, paragraph, step

KEY = "11111111-2222-4333-8444-555555555555"

FORMATS = {"po": po_files, "xlsx": sheets}


def block(kind: str, identity: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "id": identity, "value": value}


def texts() -> list[dict[str, Any]]:
    """A stream with every family that any page may hold."""
    return [
        block("heading", "h", text="Le soir", level="2", anchor="soir"),
        paragraph("p", 'Lire <b>ensemble</b>, puis <a linktype="page" id="3">éteindre</a>.'),
        block("quote", "q", text="Le sommeil\nd’abord", source="Une étude"),
        listing("l", x="Un", y="=1+1"),
        block("image", "i", image=7, alt_text="Une chambre", is_decorative=False, caption="La nuit"),
        block("tip", "t", title="Astuce", text="<ul><li>Un</li><li>Deux</li></ul>"),
        block("warning", "w", title="", text="<p>Attention\u00a0!</p>"),
        helpline("n", 3),
        block("pages", "r", title="À lire", pages=[{"type": "item", "id": "x", "value": 3}]),
    ]


PAGES: dict[type[Any], tuple[str, list[dict[str, Any]]]] = {
    GuidePage: ("steps", [step("s", "Posez-le", "Loin du <i>lit</i>.", image=7), *texts()]),
    ArticlePage: ("body", [block("question", "o", question="Pourquoi\u202f?", answer="<p>Parce que.</p>"), *texts()]),
    ConversationPage: (
        "situation",
        [block("say", "d", words="Raconte", reason="Il parle"), block("avoid", "v", words="Tais-toi"), *texts()],
    ),
}
"""Types of pages that together hold every family of blocks, each with its stream."""


def content_of(model: type[Any]) -> dict[str, Any]:
    field, stream = PAGES[model]
    return {"title_fr": "Le téléphone la nuit", "summary_fr": "Dormir sans écran.", f"{field}_fr": json.dumps(stream)}


def page_of() -> Any:
    """What a file says of a page, without a database."""
    return SimpleNamespace(key=KEY, title_fr="Le téléphone la nuit")


def surveyed(model: type[Any], content: dict[str, Any], code: str, records: list[Record] | None = None) -> Survey:
    known = Known((record.path, record.translation_digest) for record in records or ())
    by_path: dict[str, list[Record]] = {}
    for record in records or ():
        by_path.setdefault(record.path, []).append(record)
    return survey(parts_of(model, content, code, known), by_path)


def entries(model: type[Any], content: dict[str, Any], code: str = "ar") -> list[Entry]:
    return entries_of(page_of(), surveyed(model, content, code), [], only_to_do=False)


def read(kind: str, content: bytes) -> ReadFile:
    found: ReadFile = FORMATS[kind].read(content)
    return found


def filled_in(kind: str, content: bytes, texts: dict[str, str], *, untick: bool = False, comment: str = "") -> bytes:
    """The file as a translator's tool saves it with these translations, by address."""
    if kind == "po":
        import polib  # noqa: PLC0415 - of this format alone

        file = polib.pofile(content.decode(), wrapwidth=78)
        for entry in file:
            if entry.msgctxt in texts:
                entry.msgstr, entry.tcomment = texts[entry.msgctxt], comment
                if untick and "fuzzy" in entry.flags:
                    entry.flags.remove("fuzzy")
        return str(file).encode()
    book = load_workbook(BytesIO(content))
    columns = {cell.value: cell.column for cell in book.active[sheets.NAMES_ROW]}
    for row in book.active.iter_rows(min_row=sheets.NAMES_ROW + 1):
        address = row[columns["address"] - 1].value
        if address in texts:
            cell = row[columns["translation"] - 1]
            cell.value, cell.data_type = texts[address], "s"
            row[columns["comment"] - 1].value = comment or None
            if untick:
                row[columns["review"] - 1].value = None
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def without_stamps(kind: str, content: bytes) -> bytes:
    """The file of a tool that keeps no comments, or of somebody who takes columns out."""
    if kind == "po":
        return b"\n".join(line for line in content.split(b"\n") if not line.startswith(b"#."))
    book = load_workbook(BytesIO(content))
    column = next(cell.column for cell in book.active[sheets.NAMES_ROW] if cell.value == "stamp")
    book.active.delete_cols(column)
    output = BytesIO()
    book.save(output)
    return output.getvalue()
