"""PDF documents: readable by everybody, and nothing in them that runs or unpacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/GoToE", "/Rendition", "/RichMediaExecute"})
"""What a document may do by itself: run a script, start a program, read in data, open what it carries."""

SCRIPTED = frozenset({"/JS", "/JavaScript", "/XFA"})
CARRIED = frozenset({"/EmbeddedFiles", "/EF", "/RichMediaContent"})
"""Names under which scripts and files lie."""

MOST_OBJECTS = 100_000
"""A book of a thousand pages has fewer."""

# What a reader of broken files may stumble over; the library promises its own errors only.
_BROKEN = (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)


def check_pdf(file: Any) -> None:
    """Raises ``ValidationError`` where an open file is no PDF, is locked, or carries scripts or files; leaves it rewound."""
    file.seek(0)
    try:
        if not file.read(1024).lstrip().startswith(b"%PDF-"):
            raise ValidationError(_("This file is not a PDF, whatever its name says."))
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise ValidationError(_("This PDF is locked. Export it without a password or protection, then upload it again."))
        if not len(reader.pages):
            raise ValidationError(_("This PDF has no page."))
        _refuse_active(reader)
    except _BROKEN as error:
        raise ValidationError(_("This PDF is damaged: it cannot be read.")) from error
    finally:
        file.seek(0)


def _refuse_active(reader: PdfReader) -> None:
    for found in _dictionaries(reader):
        names = set(found)
        if names & SCRIPTED or str(found.get("/S")) in ACTIONS:
            raise ValidationError(_("This PDF holds a script or starts something by itself. Export it as a plain document."))
        if names & CARRIED or str(found.get("/Type")) == "/EmbeddedFile":
            raise ValidationError(_("This PDF carries other files inside. Take them out, and upload them by themselves."))


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the document, also of parts that no page shows."""
    numbers = {(number, generation) for generation, objects in reader.xref.items() for number in objects}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise ValidationError(_("This PDF is too complicated to be checked. Export it as a plain document."))
    yield reader.trailer
    for number, generation in numbers:
        yield from _inside(IndirectObject(number, generation, reader).get_object())


def _inside(value: Any) -> Iterator[DictionaryObject]:
    """A value's dictionaries; what it points to stands elsewhere under its own number."""
    if isinstance(value, DictionaryObject):
        yield value
        for name in value:
            yield from _inside(value.raw_get(name))
    elif isinstance(value, ArrayObject):
        for item in value:
            yield from _inside(item)
