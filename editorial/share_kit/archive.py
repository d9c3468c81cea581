"""The zip of a kit: the same bytes for the same edition, on whatever day it is asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import segno
from django.utils.translation import gettext as _

from editorial.share_kit.contents import Kit, KitInLanguage
from editorial.share_kit.images import SHAPES, image_of
from editorial.share_kit.texts import edition_number, texts_of
from pages import languages
from pages.drawing.lettering import can_set

# A zip knows no moment before 1980: every file of a kit is of that one.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def zip_of(kit: Kit) -> bytes:
    """The whole kit."""
    sink = io.BytesIO()
    with ZipFile(sink, "w") as archive:
        for name, content in files_of(kit):
            info = ZipInfo(name, NO_MOMENT)
            info.compress_type = ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return sink.getvalue()


def files_of(kit: Kit) -> Iterator[tuple[str, bytes]]:
    """The files by name: the note first, then language by language."""
    yield "LISEZ-MOI.txt", _note(kit).encode()
    for said in kit.languages:
        if can_set(said.code):
            for shape in SHAPES:
                yield f"images/{said.code}-{shape.name}-{shape.width}x{shape.height}.png", image_of(kit, said, shape)
        for length, text in texts_of(kit, said).items():
            yield f"textes/{said.code}-{length}.txt", text.encode()
        for form in ("svg", "png"):
            yield f"qr/{said.code}.{form}", _qr(said, form)


def _qr(said: KitInLanguage, form: str) -> bytes:
    sink = io.BytesIO()
    # Capitals alone make a smaller code; the path tells them from small letters, so they stay as they are.
    segno.make(said.link, error="m", micro=False).save(sink, kind=form, scale=20, border=4, dark="#000", light="#fff")
    return sink.getvalue()


def _note(kit: Kit) -> str:
    """What is in the kit and how to use it, in the language of whoever asks for it."""
    lines = [f"{kit.languages[0].title} · {edition_number(kit, kit.languages[0].code)}", ""]
    if kit.is_draft:
        lines += [_("BEFORE PUBLICATION: not to be shared. Links and QR codes lead nowhere until the edition is published."), ""]
    lines += [
        _("images: a square for feeds, a landscape for links and mails, an upright one for stories."),
        _("textes: a short text for messages, one of medium length for networks, a long one for letters and sites."),
        _("qr: a code to print, which leads to the short address. SVG for printers, PNG for everything else."),
        "",
        *(f"{languages.native_name(said.code)}: {said.link}" for said in kit.languages),
        "",
    ]
    unset = [languages.native_name(said.code) for said in kit.languages if not can_set(said.code)]
    if unset:
        lines += [_("Without images, which this server cannot letter: %(languages)s.") % {"languages": ", ".join(unset)}, ""]
    lines.append(_("The short addresses stay good for ever, wherever the page moves."))
    return "\n".join(lines) + "\n"
