"""Captions and chapters of videos, as pure functions: text in, cues and WebVTT out; no models, no database.

`intake` is the door; `webvtt`, `subrip` and `pasted` read one format each, `webvtt` writes the only one we keep.
"""

from pages.captions.canonical_text import plain_text
from pages.captions.chapters import Chapter, chapter_cues, write_chapters
from pages.captions.cues import CaptionError, Cue, Remark
from pages.captions.intake import Intake, read_captions
from pages.captions.webvtt import parse_webvtt, write_webvtt

__all__ = [
    "CaptionError",
    "Chapter",
    "Cue",
    "Intake",
    "Remark",
    "chapter_cues",
    "parse_webvtt",
    "plain_text",
    "read_captions",
    "write_chapters",
    "write_webvtt",
]
