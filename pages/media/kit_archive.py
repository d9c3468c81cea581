"""The files of a kit as one zip, written while it is sent: the same files give the same bytes, whatever their size nothing piles up."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.storage import default_storage
from django.utils.text import slugify

from pages.media.responses import CHUNK

COMPRESSED = frozenset(
    {
        *(".pdf", ".zip", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods"),
        *(".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif"),
        *(".mp3", ".ogg", ".opus", ".m4a", ".mp4", ".webm"),
    }
)
"""Files that are compressed in themselves: deflating them again, at each request, takes long and saves next to nothing."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its name in the zip, its size in bytes, what tells its content from another, when it was brought, how to open it."""

    name: str
    size: int
    version: str
    brought_at: dt.datetime
    open: Callable[[], IO[bytes]]


def members_of(files: Iterable[Any]) -> list[Member]:
    """The members for rows of ``KitFile`` with their documents, in their order. Raises ``FileNotFoundError`` where one is not stored.

    Names hold the place, the kind, the language and the title: "01-slides-fr-premier-telephone.odp".
    """
    return [_member(place, file) for place, file in enumerate(files, start=1)]


def _member(place: int, file: Any) -> Member:
    stored = file.document.file.name
    size = default_storage.size(stored)
    title = slugify(file.document.title, allow_unicode=True)
    name = "-".join(filter(None, (f"{place:02}", file.kind, file.language, title[:80])))
    return Member(
        name=f"{name}{PurePosixPath(stored).suffix.lower()}",
        size=size,
        version=f"{stored}\x00{size}\x00{default_storage.get_modified_time(stored).timestamp()}",
        brought_at=file.document.created_at.astimezone(dt.UTC),
        open=lambda: default_storage.open(stored),
    )


def digest(members: Sequence[Member]) -> str:
    """What tells this zip from another, for an ETag."""
    return hashlib.sha256("\x00".join(f"{member.name}\x00{member.version}" for member in members).encode()).hexdigest()[:32]


def zip_stream(members: Iterable[Member]) -> Iterator[bytes]:
    """The zip, part by part."""
    sink = _Sink()
    with ZipFile(sink, "w") as archive:
        for member in members:
            with member.open() as source, archive.open(_info(member), "w") as target:
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                    yield sink.taken()
    yield sink.taken()


def _info(member: Member) -> ZipInfo:
    # A zip knows no moment before 1980 and none of odd seconds; it has no time zone: UTC.
    info = ZipInfo(member.name, max(member.brought_at.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
    info.compress_type = ZIP_STORED if PurePosixPath(member.name).suffix in COMPRESSED else ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    # Lets a file beyond two gigabytes in.
    info.file_size = member.size
    return info


class _Sink(io.RawIOBase):
    """Takes what the archive writes and gives it away; it cannot go back, so that the archive never tries."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: Any, /) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken
