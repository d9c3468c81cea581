"""Small OpenDocument files (ISO/IEC 26300) from plain words: texts (.odt) and slides (.odp), the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

TEXT = "application/vnd.oasis.opendocument.text"
SLIDES = "application/vnd.oasis.opendocument.presentation"

_NAMES = ("office", "style", "text", "draw", "presentation", "meta", "manifest")
_NAMESPACES = " ".join(
    [
        *(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES),
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
_COUNTRIES = {"fr": "FR", "en": "GB"}
_DAY_OF_ALL_FILES = (2020, 11, 5, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: ``kind`` is "heading", "paragraph" or "list", which alone has several ``lines``."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide: its title and the points below it."""

    title: str
    points: tuple[str, ...]


def text_file(title: str, language: str, parts: Iterable[Part]) -> bytes:
    """A text as .odt, with its title above it."""
    body = f'<text:h text:style-name="Title" text:outline-level="1">{escape(title)}</text:h>' + "".join(map(_part, parts))
    return _packed(TEXT, title, language, f"<office:text>{body}</office:text>", _TEXT_STYLES, _TEXT_MASTER)


def slides_file(title: str, language: str, slides: Sequence[Slide]) -> bytes:
    """Slides as .odp, 16 to 9."""
    body = "".join(_slide(number, slide) for number, slide in enumerate(slides, start=1))
    return _packed(SLIDES, title, language, f"<office:presentation>{body}</office:presentation>", _SLIDE_STYLES, _SLIDE_MASTER)


def _part(part: Part) -> str:
    if part.kind == "heading":
        return f'<text:h text:style-name="Heading" text:outline-level="2">{escape(part.lines[0])}</text:h>'
    if part.kind == "list":
        return _list(part.lines, "Point")
    return f'<text:p text:style-name="Words">{escape(part.lines[0])}</text:p>'


def _list(lines: Iterable[str], style: str) -> str:
    items = "".join(f'<text:list-item><text:p text:style-name="{style}">{escape(line)}</text:p></text:list-item>' for line in lines)
    return f'<text:list text:style-name="Points">{items}</text:list>'


def _slide(number: int, slide: Slide) -> str:
    title = f'<text:p text:style-name="SlideTitle">{escape(slide.title)}</text:p>'
    return (
        f'<draw:page draw:name="page{number}" draw:master-page-name="Default">'
        f"{_frame('title', '1.2cm', '3cm', title)}{_frame('outline', '4.6cm', '10cm', _list(slide.points, 'SlidePoint'))}</draw:page>"
    )


def _frame(kind: str, top: str, height: str, content: str) -> str:
    return (
        f'<draw:frame presentation:class="{kind}" svg:x="1.8cm" svg:y="{top}" svg:width="24.4cm" svg:height="{height}">'
        f"<draw:text-box>{content}</draw:text-box></draw:frame>"
    )


def _paragraph_style(name: str, paragraph: str, words: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {paragraph}/>'
        f'<style:text-properties style:font-name="Sans" {words}/></style:style>'
    )


_BULLETS = (
    '<text:list-style style:name="Points"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:space-before="0.4cm" text:min-label-width="0.6cm"/>'
    "</text:list-level-style-bullet></text:list-style>"
)
_TEXT_STYLES = (
    _paragraph_style("Title", 'fo:margin-bottom="0.5cm"', 'fo:font-size="20pt" fo:font-weight="bold" fo:color="#1f3a5f"')
    + _paragraph_style(
        "Heading",
        'fo:margin-top="0.6cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"',
        'fo:font-size="14pt" fo:font-weight="bold" fo:color="#1f3a5f"',
    )
    + _paragraph_style("Words", 'fo:margin-bottom="0.3cm" fo:line-height="130%"', 'fo:font-size="12pt"')
    + _paragraph_style("Point", 'fo:margin-bottom="0.15cm" fo:line-height="130%"', 'fo:font-size="12pt"')
    + _BULLETS
)
_SLIDE_STYLES = (
    _paragraph_style("SlideTitle", 'fo:text-align="start"', 'fo:font-size="40pt" fo:font-weight="bold" fo:color="#1f3a5f"')
    + _paragraph_style("SlidePoint", 'fo:margin-bottom="0.5cm"', 'fo:font-size="26pt"')
    + _BULLETS
)


def _master(width: str, height: str, margin: str, orientation: str) -> str:
    return (
        f'<office:automatic-styles><style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="{width}"'
        f' fo:page-height="{height}" fo:margin="{margin}" style:print-orientation="{orientation}"/></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="Sheet"/>'
        "</office:master-styles>"
    )


_TEXT_MASTER = _master("21cm", "29.7cm", "2.2cm", "portrait")
_SLIDE_MASTER = _master("28cm", "15.75cm", "0cm", "landscape")


def _packed(media_type: str, title: str, language: str, body: str, styles: str, master: str) -> bytes:
    fonts = (
        '<office:font-face-decls><style:font-face style:name="Sans" svg:font-family="sans-serif"'
        ' style:font-family-generic="swiss"/></office:font-face-decls>'
    )
    country = _COUNTRIES.get(language, "")
    spoken = f'<style:text-properties fo:language="{language}" fo:country="{country}"/>'
    defaults = f'<office:styles><style:default-style style:family="paragraph">{spoken}</style:default-style></office:styles>'
    meta = f"<office:meta><dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language></office:meta>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    files = {
        "content.xml": _xml("office:document-content", f"{fonts}{automatic}<office:body>{body}</office:body>"),
        "styles.xml": _xml("office:document-styles", f"{fonts}{defaults}{master}"),
        "meta.xml": _xml("office:document-meta", meta),
    }
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in files)
    root = f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{media_type}"/>'
    files["META-INF/manifest.xml"] = _xml("manifest:manifest", root + entries, "manifest")
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        # First and as it is, so that the type of the file can be read without unpacking it.
        archive.writestr(ZipInfo("mimetype", _DAY_OF_ALL_FILES), media_type, ZIP_STORED)
        for name, content in files.items():
            archive.writestr(ZipInfo(name, _DAY_OF_ALL_FILES), content, ZIP_DEFLATED)
    return packed.getvalue()


def _xml(root: str, content: str, version_of: str = "office") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_NAMESPACES} {version_of}:version="1.3">{content}</{root}>'
