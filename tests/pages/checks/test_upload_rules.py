"""What is taken and what is refused, by content: each rule on its own, without the admin."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pages.uploads.audio import check_audio
from pages.uploads.documents import check_document
from pages.uploads.images import check_image
from pages.video_files import read_video
from tests.pages.checks.upload_files import CLIPS, DOCUMENTS, SVG, archive_of, open_document, pdf, picture, sample, upload, word


def refusal(check: Any, file: Any) -> str:
    """Why it is refused; the file is left as it was for whoever looks next."""
    with pytest.raises(ValidationError) as caught:
        check(file)
    return caught.value.messages[0]


# --- images ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("JPEG", "A.JPEG"), ("GIF", "a.gif"), ("WEBP", "a.webp"), ("AVIF", "a.avif")]
)
def test_images_of_the_web_are_taken(kind: str, name: str) -> None:
    file = upload(name, picture(kind))
    check_image(file)
    assert file.tell() == 0


@pytest.mark.parametrize("frames", [2])
def test_moving_images_and_those_of_telephones_are_taken(frames: int) -> None:
    check_image(upload("a.gif", picture("GIF", frames=frames)))
    check_image(upload("a.jpg", picture("MPO", frames=frames)))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.svg", SVG, "Les dessins SVG ne sont pas acceptés\xa0: ils peuvent contenir des scripts. Exportez le dessin en PNG ou en WebP."),
        ("a.png", SVG, "Les dessins SVG ne sont pas acceptés\xa0: ils peuvent contenir des scripts. Exportez le dessin en PNG ou en WebP."),
        ("a.png", picture("JPEG"), "Cette image est un fichier JPEG, quoi qu’en dise son nom."),
        ("a.tiff", picture("TIFF"), "Ce fichier ne peut pas être lu comme une image."),
        ("a.png", picture("BMP"), "Ce fichier ne peut pas être lu comme une image."),
        ("a.jpg", picture("JPEG", (64, 64))[:-200], "Ce fichier ne peut pas être lu comme une image."),
        ("a.png", b"bonjour", "Ce fichier ne peut pas être lu comme une image."),
        ("a.png", b"", "Ce fichier est vide."),
        ("a.png", b"x" * (10 * 1024 * 1024 + 1), "Ce fichier est trop gros (10,0\xa0Mio)\xa0: 10,0\xa0Mio au plus."),
    ],
)
def test_other_images_are_refused_with_a_reason(name: str, content: bytes, reason: str) -> None:
    assert refusal(check_image, upload(name, content)) == reason


def claimed(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@pytest.mark.parametrize("size", [(10_000, 5_001), (10_000, 9_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    assert refusal(check_image, upload("a.png", claimed(*size))) == (
        "Cette image a trop de pixels\xa0: 50 millions au plus, toutes vues comprises."
    )


def test_frames_are_counted_together(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 8 * 8 * 3
    check_image(upload("a.gif", picture("GIF", frames=3)))
    assert "trop de pixels" in refusal(check_image, upload("a.gif", picture("GIF", frames=4)))


# --- films and sound -------------------------------------------------------------------------------------------------------------


def test_films_are_read_by_what_they_hold() -> None:
    assert read_video(sample("film.mp4")).duration_ms == 600
    assert read_video(upload("a.webm", (CLIPS / "contenu-genere.webm").read_bytes())).duration_ms == 60_008


@pytest.mark.parametrize(
    ("name", "called", "reason"),
    [
        ("film.mp4", "film.webm", "Ce fichier n’est pas une vidéo que les navigateurs savent lire (WebM ou MP4)."),
        ("silence.m4a", "film.mp4", "Ce fichier n’est pas une vidéo que les navigateurs savent lire (WebM ou MP4)."),
        ("located.mp4", "film.mp4", "Ce fichier dit où il a été enregistré. Exportez-le sans sa position, puis envoyez-le à nouveau."),
        ("located.webm", "film.webm", "Ce fichier dit où il a été enregistré. Exportez-le sans sa position, puis envoyez-le à nouveau."),
    ],
)
def test_other_films_are_refused_with_a_reason(name: str, called: str, reason: str) -> None:
    assert refusal(read_video, sample(name, called)) == reason


def test_a_film_too_large_is_refused_unread(settings: Any) -> None:
    settings.VIDEO_MAX_UPLOAD_SIZE = 900
    assert refusal(read_video, sample("film.mp4")) == "Ce fichier est trop gros (943\xa0octets)\xa0: 900\xa0octets au plus."


@pytest.mark.parametrize("name", ["silence.mp3", "silence.m4a", "silence.ogg"])
def test_sound_is_taken(name: str) -> None:
    check_audio(sample(name))


def test_sound_of_one_codec_may_bear_its_name() -> None:
    check_audio(sample("silence.ogg", "silence.opus"))


@pytest.mark.parametrize(
    ("name", "called", "reason"),
    [
        ("silence.mp3", "silence.wav", "Seulement des fichiers de son\xa0: MP3, M4A, OGG ou OPUS."),
        ("silence.mp3", "silence.ogg", "Ce fichier ne contient pas le son que son nom promet (.ogg)."),
        ("silence.m4a", "silence.mp3", "Ce fichier ne contient pas le son que son nom promet (.mp3)."),
        ("film.mp4", "silence.m4a", "Ce fichier ne contient pas le son que son nom promet (.m4a)."),
    ],
)
def test_other_sound_is_refused_with_a_reason(name: str, called: str, reason: str) -> None:
    assert refusal(check_audio, sample(name, called)) == reason


@pytest.mark.parametrize("content", [b"<script>alert(1)</script>", b"ID3\x04\x00\x00\x00\x00\x00\x00" + SVG, SVG])
def test_words_are_no_sound(content: bytes) -> None:
    assert refusal(check_audio, upload("silence.mp3", content)) == "Ce fichier ne contient pas le son que son nom promet (.mp3)."


# --- documents -------------------------------------------------------------------------------------------------------------------

FULL_MACROS = "Ce document contient des macros. Enregistrez-le sans elles, puis envoyez-le à nouveau."
SCRIPTED = "Ce PDF contient un script ou lance quelque chose de lui-même. Exportez-le comme un simple document."
CARRYING = "Ce PDF transporte d’autres fichiers. Retirez-les, et envoyez-les à part."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", pdf()),
        ("a.docx", word()),
        ("a.odt", open_document()),
        ("a.odp", open_document("presentation")),
        ("a.ods", open_document("spreadsheet")),
        ("a.txt", "Bonjour à tous.\r\n".encode()),
        ("a.csv", "âge;prénom\n11;Léa\n".encode("cp1252")),
        ("a.zip", archive_of({"fiche.pdf": pdf(), "dossier/image.png": picture("PNG")})),
    ],
)
def test_documents_of_the_list_are_taken(name: str, content: bytes) -> None:
    file = upload(name, content)
    check_document(file)
    assert file.tell() == 0


@pytest.mark.parametrize("path", sorted(DOCUMENTS.iterdir()), ids=lambda path: path.name)
def test_the_documents_of_the_sample_site_are_taken(path: Any) -> None:
    check_document(upload(path.name, path.read_bytes()))


NOT_ALLOWED = "Ce genre de fichier n’est pas accepté ici. Acceptés\xa0: csv, docx, odp, ods, odt, pdf, pptx, txt, xlsx, zip."


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "a.docm", "a.rtf", "a", "a.pdf.svg"])
def test_other_kinds_are_refused_whatever_they_hold(name: str) -> None:
    assert refusal(check_document, upload(name, pdf())) == NOT_ALLOWED


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"bonjour", "Ce fichier n’est pas un PDF, quoi qu’en dise son nom."),
        ("a.pdf", SVG, "Ce fichier n’est pas un PDF, quoi qu’en dise son nom."),
        ("a.pdf", pdf()[:200], "Ce PDF est abîmé\xa0: il ne peut pas être lu."),
        ("a.pdf", pdf(action="/JavaScript"), SCRIPTED),
        ("a.pdf", pdf(action="/Launch"), SCRIPTED),
        ("a.pdf", pdf(attachment="virus.exe"), CARRYING),
        ("a.pdf", pdf(password="secret"), "Ce PDF est verrouillé. Exportez-le sans mot de passe ni protection, puis envoyez-le à nouveau."),
        ("a.docx", open_document(), "Ce fichier ne contient pas ce que son nom promet (.docx)."),
        ("a.xlsx", word(), "Ce fichier ne contient pas ce que son nom promet (.xlsx)."),
        ("a.docx", b"PK\x03\x04abc", "Ce fichier ne contient pas ce que son nom promet (.docx)."),
        ("a.docx", word({"word/vbaProject.bin": b"x"}), FULL_MACROS),
        ("a.docx", word(main="application/vnd.ms-word.document.macroEnabled.main+xml"), FULL_MACROS),
        ("a.odt", open_document("spreadsheet"), "Ce fichier ne contient pas ce que son nom promet (.odt)."),
        ("a.odt", open_document(extra={"Basic/Standard/Module1.xml": b"x"}), FULL_MACROS),
        ("a.txt", b"\x00\x01\x02", "Ce fichier n’est pas du texte simple, quoi qu’en dise son nom."),
        ("a.txt", SVG, "Ce fichier est une page web ou un dessin, pas du texte simple."),
        ("a.csv", b"<!DOCTYPE html><p>x", "Ce fichier est une page web ou un dessin, pas du texte simple."),
        ("a.zip", b"bonjour", "Ce fichier ne contient pas ce que son nom promet (.zip)."),
        ("a.zip", archive_of({"a.exe": b"MZ"}), "Cette archive contient un genre de fichier qui n’est pas accepté\xa0: a.exe."),
        ("a.zip", archive_of({"d/a.svg": SVG}), "Cette archive contient un genre de fichier qui n’est pas accepté\xa0: d/a.svg."),
        ("a.zip", archive_of({"../a.txt": b"x"}), "Cette archive écrirait hors de son propre dossier."),
        (
            "a.zip",
            archive_of({f"{n}.txt": b"0" * 30_000_000 for n in range(8)}),
            "Ce fichier, une fois ouvert, devient bien plus gros que sa taille ne le dit.",
        ),
    ],
)
def test_other_documents_are_refused_with_a_reason(name: str, content: bytes, reason: str) -> None:
    assert refusal(check_document, upload(name, content)) == reason


def test_a_document_too_large_is_refused_unread(settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    assert refusal(check_document, upload("a.txt", b"01234567890")) == "Ce fichier est trop gros (11\xa0octets)\xa0: 10\xa0octets au plus."


SOUND_PDF = pdf()


@given(place=st.integers(0, len(SOUND_PDF) - 1), content=st.binary(max_size=20))
def test_a_broken_pdf_is_taken_or_refused_and_never_an_error(place: int, content: bytes) -> None:
    broken = SOUND_PDF[:place] + content + SOUND_PDF[place + len(content) :]
    with suppress(ValidationError):
        check_document(upload("a.pdf", broken))


@given(name=st.sampled_from(["a.zip", "a.docx", "a.odt", "a.txt", "a.pdf"]), content=st.binary(min_size=1, max_size=300))
def test_any_bytes_are_taken_or_refused_and_never_an_error(name: str, content: bytes) -> None:
    with suppress(ValidationError):
        check_document(upload(name, content))
