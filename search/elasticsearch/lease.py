"""Who may write: a record that says so, changed only by whoever has seen its last state.

A holder that stops renewing loses the lease some seconds later by the clock of whoever wants it: clocks that differ, or a holder that
only paused, make two writers at most, and the number that comes with the lease keeps the older from doing harm (see `writing`). It grows
with each taking and each renewal for as long as the record lives.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from search.elasticsearch.library import ConflictError, NotFoundError
from search.elasticsearch.mapping import stored_record
from search.elasticsearch.server import Server
from search.engine import IndexBusyError, SearchUnavailableError
from search.fields import RECORD

GONE = "Another process removed this generation of the search index."


class Lease:
    """The lease of the record `name` in the index behind `alias`, for one holder. `seconds` after the last renewal another may take it."""

    def __init__(self, server: Server, alias: str, name: str, seconds: float) -> None:
        self._server = server
        self._alias = alias
        self._name = name
        self._seconds = seconds
        self._holder = secrets.token_hex(8)
        # What the record was when we wrote it, by the server's own count of changes; nothing while it is not ours.
        self._ours: Mapping[str, Any] = {}
        self._renewed_at = 0.0
        self.number = 0

    def take(self) -> None:
        """Become the holder. Raises IndexBusyError while another is, or when the index is gone."""
        record, seen = self._read()
        if record and record["expires_at"] > time.time():
            raise IndexBusyError("Another process is writing the search index.")
        self._write(record.get("number", 0) + 1, seen)

    def renew(self) -> None:
        """Hold it for as long again, with the next number. Raises IndexBusyError when another took it meanwhile."""
        self._write(self.number + 1, self._ours)

    def renew_if_due(self) -> None:
        """Renew it when a third of its time is over; its number grows only then."""
        if time.monotonic() - self._renewed_at > self._seconds / 3:
            self.renew()

    def release(self) -> None:
        """Let others take it at once; nothing if it is not ours, or if the server is away: then it ends by itself."""
        if not self._ours:
            return
        with suppress(IndexBusyError, SearchUnavailableError):
            self._write(self.number, self._ours, seconds=0)
        self._ours = {}

    def _read(self) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """The record, and the condition of a change to it: that it is still this one, or that there still is none."""
        try:
            with self._server.call():
                found = self._server.writing.get(index=self._alias, id=self._name)
        except NotFoundError as error:
            if error.body.get("found") is False:
                return {}, {"op_type": "create"}
            raise IndexBusyError(GONE) from error
        return found["_source"][RECORD], {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}

    def _write(self, number: int, condition: Mapping[str, Any], *, seconds: float | None = None) -> None:
        expires_at = time.time() + (self._seconds if seconds is None else seconds)
        record = stored_record({"holder": self._holder, "number": number, "expires_at": expires_at})
        self._ours = {}
        try:
            with self._server.call():
                # Under an alias only: an index that was removed is not made anew.
                done = self._server.writing.index(index=self._alias, id=self._name, document=record, require_alias=True, **condition)
            self._ours = {"if_seq_no": done["_seq_no"], "if_primary_term": done["_primary_term"]}
        except NotFoundError as error:
            raise IndexBusyError(GONE) from error
        except ConflictError as error:
            # The call is made again when a connection breaks: then the change that stands in the way may be this one.
            found, seen = self._read()
            if (found.get("holder"), found.get("number")) != (self._holder, number):
                raise IndexBusyError("Another process took over the writing of the search index.") from error
            self._ours = seen
        self.number = number
        self._renewed_at = time.monotonic()
