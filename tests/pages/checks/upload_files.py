"""Files for the tests of uploads: real ones, and ones that lie."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.factories.media import SAMPLES

CLIPS = Path(__file__).parents[3] / "pages/starter_content/media/clips"
DOCUMENTS = Path(__file__).parents[3] / "pages/starter_content/media/documents"

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sample(name: str, called: str = "") -> SimpleUploadedFile:
    """A sample file, perhaps under another name."""
    return SimpleUploadedFile(called or name, (SAMPLES / name).read_bytes())


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(kind: str, size: tuple[int, int] = (8, 8), frames: int = 1) -> bytes:
    buffer = io.BytesIO()
    images = [Image.new("RGB", size, (number, 0, 0)) for number in range(frames)]
    options = {"save_all": True, "append_images": images[1:]} if frames > 1 else {}
    images[0].save(buffer, format=kind, **options)
    return buffer.getvalue()


def pdf(action: str = "", attachment: str = "", password: str = "") -> bytes:
    """A PDF of one empty page; ``action`` ("/JavaScript", "/Launch") is what it does when it is opened."""
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    if action:
        does = DictionaryObject({NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("cmd.exe")})
        writer.root_object[NameObject("/OpenAction")] = does
    if attachment:
        writer.add_attachment(attachment, b"contenu")
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def archive_of(members: dict[str, bytes]) -> bytes:
    """A zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def word(extra: dict[str, bytes] | None = None, main: str = f"{WORD}.main+xml") -> bytes:
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'.encode()
    return archive_of({"[Content_Types].xml": types, "word/document.xml": b"<w/>", **(extra or {})})


def open_document(kind: str = "text", extra: dict[str, bytes] | None = None) -> bytes:
    return archive_of({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<o/>", **(extra or {})})
