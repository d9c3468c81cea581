"""Reads the files of the sample content: records, pages, the tree, captions and media."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
DATA = HERE / "data"
CAPTIONS = HERE / "captions"
IMAGES = HERE / "media" / "images"
CLIPS = HERE / "media" / "clips"
DOCUMENTS = HERE / "media" / "documents"

Record = dict[str, Any]


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def records(family: str) -> list[Record]:
    """The records of one family, in the order of its file (``themes``, ``people``, ``images``...)."""
    return list(_read(DATA / f"{family}.yaml"))


def crisis_words(reason: str) -> dict[str, dict[str, str]]:
    """The lists of words of one reason for urgent help, by language."""
    return {file.stem: _read(file).get(reason, {}) for file in sorted((DATA / "crisis_words").glob("*.yaml"))}


def page_source(name: str) -> Record:
    """What is written of one page, by its name in the tree."""
    return dict(_read(DATA / "pages" / f"{name}.yaml"))


def tree() -> list[tuple[str, str]]:
    """The pages of the site as (name, name of the parent, "" for the home page), each after its parent, in the order of the tree."""
    found: list[tuple[str, str]] = []

    def walk(branch: dict[str, Any], parent: str) -> None:
        for name, below in branch.items():
            found.append((name, parent))
            walk(below, name)

    walk(_read(DATA / "tree.yaml"), "")
    return found


def captions(video: str, language: str) -> str:
    """The WebVTT of a clip in one language."""
    return (CAPTIONS / f"{video}.{language}.vtt").read_text(encoding="utf-8")


def document_file(record: Record, language: str) -> Path:
    """The file of a document in one language."""
    return DOCUMENTS / f"{record['slug']}.{language}.{'odp' if 'slides' in record else 'odt'}"
