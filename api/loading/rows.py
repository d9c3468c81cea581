"""Light objects over rows of explicit columns, which carry the language asked and share a batch."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from api.loading.kinds import BlockKind, Kind
from api.loading.operation import Operation

# Where a field's value stands among the row's values; the second place is read where the first is empty (-1: there is none).
Layout = Mapping[str, tuple[int, int]]


class Batch:
    """Rows read together, and what has been read for all of them since."""

    __slots__ = ("loaded", "operation", "rows")

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.rows: list[Row] = []
        self.loaded: dict[Relation, Mapping[Row, Any]] = {}


class Row:
    """One object as one language asked for is answered: `asked` is that language, `served` the one its texts are in."""

    __slots__ = ("asked", "batch", "kind", "layout", "pk", "served", "values")

    def __init__(
        self, batch: Batch, kind: Kind | BlockKind, pk: Any, asked: str, served: str, layout: Layout, values: tuple[Any, ...]
    ) -> None:
        self.batch = batch
        self.kind = kind
        self.pk = pk
        self.asked = asked
        self.served = served
        self.layout = layout
        self.values = values
        batch.rows.append(self)

    def get(self, name: str) -> Any:
        """The value of a column, in the language served where it is translated. An unknown name raises KeyError."""
        place, fallback = self.layout[name]
        value = self.values[place]
        if fallback >= 0 and not value:
            return self.values[fallback]
        return value

    def own(self, name: str) -> Any:
        """The value of a column in the language served, empty where it is empty. An unknown name raises KeyError."""
        return self.values[self.layout[name][0]]

    def related(self, relation: Relation) -> Any:
        """What `relation` leads to from this row; read once, for all rows of the batch."""
        loaded = self.batch.loaded
        if relation not in loaded:
            self.batch.operation.check_time()
            loaded[relation] = relation.load([row for row in self.batch.rows if relation.starts_at(row)])
        return loaded[relation].get(self, relation.nothing)


class Relation(ABC):
    """Something that rows lead to. Relations are compared by identity: make each once."""

    nothing: Any = None
    """What a row gets for which nothing was found: None, or an empty tuple."""

    def starts_at(self, row: Row) -> bool:  # noqa: ARG002 - for relations that only some rows of a batch have
        """Whether `row` has this relation; a batch may hold rows of several kinds."""
        return True

    @abstractmethod
    def load(self, rows: list[Row]) -> Mapping[Row, Any]:
        """What each of `rows` leads to, read in one statement for all of them."""
