"""Sheets for Excel and LibreOffice (XLSX): a row for each text, every cell text and nothing but text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from editorial.translation.exchange.entries import SEPARATOR, Entry, Stamp, portable, state_in_words
from editorial.translation.exchange.rows import ReadFile, Row, UnfitFileError
from pages import languages

ENDING = "xlsx"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LONGEST = 32_767
"""Characters (as UTF-16 counts them) that a cell can hold."""
MOST_ROWS = 50_000
MOST_COLUMNS = 20

ADDRESS, STAMP, SOURCE, TRANSLATION, REVIEW, COMMENT = "address", "stamp", "source", "translation", "review", "comment"
COLUMNS: Sequence[tuple[str, Any, int]] = (
    ("page", gettext_lazy("Page"), 28),
    ("where", gettext_lazy("Where it stands"), 28),
    (SOURCE, gettext_lazy("French"), 60),
    (TRANSLATION, gettext_lazy("Translation"), 60),
    ("state", gettext_lazy("State"), 16),
    (REVIEW, gettext_lazy("To review"), 12),
    ("previous", gettext_lazy("French before"), 40),
    ("glossary", gettext_lazy("Glossary"), 30),
    (COMMENT, gettext_lazy("Comment"), 30),
    (ADDRESS, gettext_lazy("Address (leave as it is)"), 16),
    (STAMP, gettext_lazy("Stamp (leave as it is)"), 16),
)
NAMES_ROW = 2
"""The row that names the columns for the program, whatever language their headings are in; it is hidden."""

_YES = "x"
_NO = frozenset({"", "0", "no", "non", "n"})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


# --- out -------------------------------------------------------------------------------------------------------------------------


def written(entries: Iterable[Entry], code: str) -> bytes:
    """The file. Raises ``UnfitFileError`` where a text is too long for a cell."""
    book = Workbook()
    sheet = book.active
    sheet.title = f"{languages.source()}-{code}"
    _head(sheet)
    for number, entry in enumerate(entries, start=NAMES_ROW + 1):
        values = _values(entry)
        for column, (name, _heading, _width) in enumerate(COLUMNS, start=1):
            is_rtl = name == TRANSLATION and languages.direction(code) == "rtl"
            # Empty cells as well: what is typed there is to stay as typed.
            _fill(sheet.cell(number, column), values[name], entry, is_rtl=is_rtl)
    _help_with_review(sheet)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _head(sheet: Any) -> None:
    for column, (name, heading, width) in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, column, str(heading))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="DDDDDD")
        sheet.cell(NAMES_ROW, column, name)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[NAMES_ROW].hidden = True
    sheet.freeze_panes = sheet.cell(NAMES_ROW + 1, 1)


def _values(entry: Entry) -> dict[str, str]:
    return {
        "page": entry.page_title,
        "where": entry.where,
        SOURCE: entry.source,
        TRANSLATION: entry.translation,
        "state": state_in_words(entry.state),
        REVIEW: _YES if entry.is_to_review else "",
        "previous": entry.previous,
        "glossary": "\n".join(entry.glossary),
        COMMENT: "",
        ADDRESS: entry.address,
        STAMP: str(entry.stamp),
    }


def _fill(cell: Any, text: str, entry: Entry, *, is_rtl: bool) -> None:
    """Text and nothing else: no formula, number or date, now or when somebody edits the cell."""
    kept = _ESCAPED.sub(r"_x005F_x\1_", portable(text))
    if len(kept.encode("utf-16-le")) > LONGEST * 2:
        raise UnfitFileError(
            _("A text is too long for a sheet (%(page)s, %(where)s): choose the PO format.")
            % {"page": entry.page_title, "where": entry.where}
        )
    if kept:
        cell.value, cell.data_type = kept, "s"
    cell.number_format = "@"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2 if is_rtl else 0)


def _help_with_review(sheet: Any) -> None:
    column = next(number for number, (name, _heading, _width) in enumerate(COLUMNS, start=1) if name == REVIEW)
    letter = sheet.cell(1, column).column_letter
    choice = DataValidation(type="list", formula1=f'"{_YES}"', allow_blank=True)
    choice.add(f"{letter}{NAMES_ROW + 1}:{letter}{max(sheet.max_row, NAMES_ROW + 1)}")
    sheet.add_data_validation(choice)


# --- in --------------------------------------------------------------------------------------------------------------------------


def read(content: bytes) -> ReadFile:
    """What a sheet says. Raises ``UnfitFileError``."""
    try:
        book = load_workbook(BytesIO(content), read_only=True)
        sheet = book.worksheets[0]
        rows = list(_rows(sheet.iter_rows(max_col=MOST_COLUMNS)))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError) as error:
        raise UnfitFileError(_("This file cannot be read as a sheet. Save it as XLSX, then upload it again.")) from error
    source, _dash, code = sheet.title.partition("-")
    return ReadFile(code if source == languages.source() else "", rows)


def _rows(lines: Iterator[Sequence[Any]]) -> Iterator[Row]:
    """The rows, wherever the one that names the columns stands: whoever sorts a sheet sorts that one as well."""
    kept = list(islice(lines, MOST_ROWS + 1))
    if len(kept) > MOST_ROWS:
        raise UnfitFileError(_("This sheet has more than %(most)d rows.") % {"most": MOST_ROWS})
    naming = next((place for place, cells in enumerate(kept) if _places(cells)), None)
    if naming is None:
        raise UnfitFileError(
            _("The columns of this sheet cannot be told apart: its hidden second row is gone. Start from a file that was downloaded here.")
        )
    places = _places(kept[naming]) or {}
    for place, cells in enumerate(kept):
        if place == naming or not any(cell.value is not None for cell in cells):
            continue
        row = _row(place + 1, {name: cells[column] for name, column in places.items() if column < len(cells)})
        # The headings say no address.
        if place > naming or SEPARATOR in row.address:
            yield row


def _places(cells: Sequence[Any]) -> dict[str, int] | None:
    """The columns by their names, where these cells are the row that names them."""
    names = {str(cell.value): place for place, cell in enumerate(cells) if cell.value is not None}
    known = {name: names[name] for name, _heading, _width in COLUMNS if name in names}
    return known if {ADDRESS, TRANSLATION} <= known.keys() else None


def _row(number: int, cells: dict[str, Any]) -> Row:
    translation, error = _text(cells.get(TRANSLATION))
    source, _unread = _text(cells.get(SOURCE))
    review, _unread = _text(cells.get(REVIEW))
    return Row(
        number=number,
        address=_text(cells.get(ADDRESS))[0].strip(),
        translation=translation,
        source=source if SOURCE in cells and source else None,
        is_to_review=review.strip().lower() not in _NO if REVIEW in cells else None,
        stamp=Stamp.read(_text(cells.get(STAMP))[0]),
        comment=_text(cells.get(COMMENT))[0],
        error=error,
    )


def _text(cell: Any) -> tuple[str, str]:
    """What stands in a cell, and why it is not what somebody typed."""
    value = cell.value if cell is not None else None
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", _("This cell holds a formula. Type ' before the sign = to write it as text.")
    if isinstance(value, str) and cell.data_type != "e":
        return portable(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)), ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value), ""
    return "", _("The program of the sheet turned this cell into a number or a date. Type ' before it to write it as text.")
