"""Kinds of objects: the columns each is read from, how its languages fall back, and which of it is public."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.db.models import Model, QuerySet

from api.loading.operation import Operation
from pages.models import TextList
from pages.statements import explicit


class Fallback(Enum):
    """What an object shows where the language asked has no text."""

    PAGE = auto()
    """The whole page in the source language, unless an editor has said that the language asked is ready."""
    FIELD = auto()
    """Each field on its own, in the source language where it is empty: snippets, images, videos."""
    OWNER = auto()
    """Whatever language its page is served in, empty or not: the ordered rows of a page, and a page type's own columns."""


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of object. `columns` are read as they are, `translated` fields in their explicit column of a language.

    `public` gives the rows the public may see; None means that all are public (what they belong to decides). `journalled` is the kind of
    its events in the journal, "" for what is told as a part of something else; `hidden_with` the kind with which its rows come and go.
    """

    name: str
    model: type[Model]
    fallback: Fallback
    columns: tuple[str, ...]
    translated: tuple[str, ...] = ()
    public: Callable[[Operation], QuerySet[Any]] | None = None
    journalled: str = ""
    hidden_with: str = ""

    @property
    def listed_as(self) -> str:
        """The kind by whose changes its lists are touched: each type of page is one of its own there."""
        return self.journalled

    def queryset(self, operation: Operation) -> QuerySet[Any]:
        """The rows of this kind that the public may see, without an order."""
        if self.public is not None:
            return explicit(self.public(operation)).order_by()
        return rows_of(self.model, operation)


def rows_of(model: type[Model], operation: Operation) -> QuerySet[Any]:
    """All rows of a model, without an order."""
    # The manager that Django itself uses: no project's filter stands before it.
    return explicit(model._base_manager.using(operation.database)).order_by()  # noqa: SLF001


@dataclass(frozen=True, eq=False)
class PageKind(Kind):
    """One type of page. `own` holds the columns that its type alone has; None where it has none.

    `main_text` names its own stream of blocks, `lists` the rows that belong to its text.
    """

    own: Kind | None = None
    main_text: str = ""
    lists: tuple[TextList, ...] = ()

    @property
    def listed_as(self) -> str:
        """The name of the page type in the journal's eyes: that of its model."""
        return str(self.model._meta.model_name)


@dataclass(frozen=True, eq=False)
class AnyPageKind(Kind):
    """Pages of any type, read by the columns they share; `types` finds the kind of each by its content type."""

    types: Mapping[str, PageKind] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class BlockKind:
    """One block of a text: `name` is its GraphQL type, `children` the names under which its values are found.

    `block_type` is the name stored with it in a stream, "" for a block that stands elsewhere. `rich_text` names the children that hold rich
    text, `inside` those that hold blocks: with the kind of these, or None for a stream, whose blocks each say their own. `shown` names what
    is declared for readers of all these and of the plain words, in order. `is_struct` says whether the value is a mapping of its children.
    """

    name: str
    block_type: str
    children: tuple[str, ...]
    rich_text: tuple[str, ...]
    is_struct: bool
    inside: Mapping[str, BlockKind | None] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
