"""PO files, as Poedit, Weblate and their like open them: the address as context, the French as id, and what to know as comments."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polib
from django.utils.translation import gettext as _

from editorial.translation.exchange.entries import Entry, Stamp, portable, state_in_words
from editorial.translation.exchange.rows import ReadFile, Row, UnfitFileError
from pages import languages

ENDING = "po"
CONTENT_TYPE = "text/x-gettext-translation; charset=utf-8"

_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_LINE = re.compile(r"\(line (\d+)\)")


def written(entries: Iterable[Entry], code: str) -> bytes:
    """The file, in UTF-8."""
    file = polib.POFile(wrapwidth=0)
    file.header = " " + _("Marks such as <b1>…</b1> stand for bold letters, links and lists: carry each of them over.")
    file.metadata = {
        "Project-Id-Version": "club",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": code,
        "X-Source-Language": languages.source(),
    }
    for entry in entries:
        file.append(_entry(entry))
    return f"{file}\n".encode()


def _entry(entry: Entry) -> polib.POEntry:
    said = [f"{entry.page_title} › {entry.where}", state_in_words(entry.state)]
    if entry.max_length:
        said.append(_("At most %(most)d characters") % {"most": entry.max_length})
    if entry.glossary:
        said.append(_("Glossary: %(words)s") % {"words": " · ".join(entry.glossary)})
    made = polib.POEntry(
        msgctxt=entry.address,
        msgid=entry.source,
        msgstr=entry.translation,
        # One line each: a line that breaks in the middle of a comment would no longer be one.
        comment="\n".join(" ".join(portable(line).split()) for line in [*said, str(entry.stamp)]),
        flags=["fuzzy"] if entry.is_to_review else [],
    )
    if entry.previous:
        made.previous_msgctxt, made.previous_msgid = entry.address, entry.previous
    return made


def read(content: bytes) -> ReadFile:
    """What a PO file says. Raises ``UnfitFileError``."""
    text = _decoded(content)
    # The parser takes lines where Python's strings end them, which is also at signs that stand inside texts; files it reads rightly.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.po")
        path.write_text(text, encoding="utf-8", newline="\n")
        try:
            file = polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
        except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
            raise UnfitFileError(_not_po(error)) from error
    if not file.metadata and not len(file):
        raise UnfitFileError(_("This file holds no translations: it is no PO file, or an empty one."))
    rows = [_row(entry) for entry in file if not entry.obsolete]
    return ReadFile(str(file.metadata.get("Language", "")).strip(), rows)


def _row(entry: polib.POEntry) -> Row:
    error = _("A text of this site has no plural forms.") if entry.msgid_plural else ""
    return Row(
        number=entry.linenum or 0,
        address=(entry.msgctxt or "").strip(),
        translation=portable(entry.msgstr),
        source=portable(entry.msgid),
        is_to_review=entry.fuzzy,
        stamp=Stamp.read(entry.comment),
        comment=portable(entry.tcomment),
        error=error,
    )


def _decoded(content: bytes) -> str:
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    if encoding is None:
        found = _CHARSET.search(content[:5_000])
        encoding = found[1].decode() if found and found[1].upper() != b"CHARSET" else "utf-8"
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnfitFileError(_("The letters of this file cannot be read. Save it in UTF-8.")) from error
    if "\0" in text:
        raise UnfitFileError(_("This file holds no translations: it is no PO file, or an empty one."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_po(error: Exception) -> str:
    if found := _LINE.search(str(error)):
        return _("Line %(line)s of this file is no PO. Save it once with Poedit, which shows what is wrong.") % {"line": found[1]}
    return _("This file holds no translations: it is no PO file, or an empty one.")
