"""What the desk itself has shown, in process and without a token: the form somebody types in, a guest's page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from api.http.errors import BadInputError, ErrorCode
from pages.models import BasePage


@dataclass(frozen=True, slots=True)
class Look:
    """A page as `editor` may see it.

    `version` is laid in place of the newest one that is saved: what was typed, an older version, a page that was never saved. `content_id`
    shows a page that the edition lists instead of the edition. `as_readers` gives French where nothing is written in the language asked.
    `through_locks` shows those who write a page the page itself, although it is restricted or somebody in it has not consented.
    """

    page: BasePage
    editor: Any
    version: BasePage | None = None
    content_id: int | None = None
    as_readers: bool = False
    through_locks: bool = False


class Refusal(StrEnum):
    """Why nothing is shown."""

    UNFINISHED = "unfinished"
    HIDDEN = "hidden"
    FAILED = "failed"


class NothingShownError(BadInputError):
    """Nothing can be shown; who looks is told why, since it is no stranger."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__("There is nothing to show.", ErrorCode.PREVIEW_INVALID)
        self.refusal = refusal
