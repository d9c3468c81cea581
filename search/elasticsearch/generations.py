"""The indices of generations and the aliases that say what each is: the live one, one being built, or neither.

A generation is being built, then live, then superseded, and never goes back: aliases move in one step, which fails as a whole when one of
them is not where it was seen. So a process that was stopped in the middle of a rebuild, and goes on long after, can neither turn readers
back to its generation nor have one removed that went live meanwhile.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping
from typing import Any

from search.elasticsearch.library import NotFoundError
from search.elasticsearch.mapping import MAPPINGS, SETTINGS
from search.elasticsearch.server import Server
from search.engine import IndexBusyError


class Generations:
    """The generations whose names begin with `prefix`, which is the name of the live one too."""

    def __init__(self, server: Server, prefix: str) -> None:
        self._server = server
        self.alias = prefix
        self._building = f"{prefix}-building"
        self._name = re.compile(rf"{re.escape(prefix)}-\d{{8}}t\d{{6}}-[0-9a-f]{{8}}")

    @staticmethod
    def writing_alias(name: str) -> str:
        """The name under which a generation is written. A generation that was removed is not made anew by who writes to it under this."""
        return f"{name}-write"

    def alias_of_leases(self) -> str:
        """The name under which the leases that are no generation's own are written; their index is made at the first call."""
        name = f"{self.alias}-leases"
        alias = self.writing_alias(name)
        with self._server.call():
            if not self._server.writing.indices.exists_alias(name=alias):
                # 400: another process has made it just now.
                self._server.writing.options(ignore_status=400).indices.create(
                    index=name, mappings=MAPPINGS, settings=SETTINGS, aliases={alias: {}}
                )
        return alias

    def live(self) -> str | None:
        """The name of the live generation; None when there is none."""
        return self._live(self._all())

    def begin(self) -> str:
        """Make an empty generation, which is being built, and return its name."""
        name = f"{self.alias}-{time.strftime('%Y%m%dt%H%M%S', time.gmtime())}-{secrets.token_hex(4)}"
        aliases: dict[str, dict[str, Any]] = {self._building: {}, self.writing_alias(name): {}}
        with self._server.call():
            self._server.writing.indices.create(index=name, mappings=MAPPINGS, settings=SETTINGS, aliases=aliases)
        return name

    def publish(self, name: str) -> None:
        """Make a generation that is being built the live one. Raises IndexBusyError when another went live meanwhile."""
        before = self.live()
        moves = [self._removal(name, self._building), {"add": {"index": name, "alias": self.alias}}]
        if before is not None:
            moves.append(self._removal(before, self.alias))
        try:
            with self._server.call():
                self._server.writing.indices.update_aliases(actions=moves)
        except NotFoundError as error:
            raise IndexBusyError("Another process has rebuilt the search index meanwhile.") from error

    def remove_all_but(self, *kept: str | None) -> None:
        """Remove what is neither kept nor live: what was superseded, and what a process left half-built."""
        found = self._all()
        live = self._live(found)
        for name in found:
            if name not in kept and name != live:
                self._remove(name, is_being_built=self._building in found[name])

    def remove_unpublished(self, name: str) -> None:
        """Remove a generation if it is still being built."""
        self._remove(name, is_being_built=True)

    def _remove(self, name: str, *, is_being_built: bool) -> None:
        try:
            with self._server.call():
                if is_being_built:
                    # From here on it cannot go live; should it have done so just now, this fails and it stays.
                    self._server.writing.indices.update_aliases(actions=[self._removal(name, self._building)])
                self._server.writing.indices.delete(index=name)
        except NotFoundError:
            return

    def _all(self) -> Mapping[str, Mapping[str, Any]]:
        """All generations, each with its aliases."""
        try:
            with self._server.call():
                found = self._server.writing.indices.get_alias(index=f"{self.alias}-*").body
        except NotFoundError:
            return {}
        return {name: told["aliases"] for name, told in found.items() if self._name.fullmatch(name)}

    def _live(self, found: Mapping[str, Mapping[str, Any]]) -> str | None:
        return next((name for name, aliases in found.items() if self.alias in aliases), None)

    @staticmethod
    def _removal(name: str, alias: str) -> dict[str, Any]:
        return {"remove": {"index": name, "alias": alias, "must_exist": True}}
