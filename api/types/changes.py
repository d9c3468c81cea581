"""What became public, changed or was withdrawn, in the order of the journal: for those who keep a copy of the site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

import graphene
from graphene.utils.str_converters import to_snake_case

from api.declarations import description_of
from api.http.errors import BadInputError, ErrorCode
from api.ids import GlobalId
from api.loading.catalogue import kind_of, public_name
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Row
from api.pagination import Connection, Edge, Page, decoded_cursor, encoded_cursor
from api.types.connections import connection_type
from api.types.enums import Locale
from api.types.interfaces import Node
from pages import languages
from pages.journal import reading, subjects
from pages.journal.reading import START, Position
from pages.journal.sweep import RETENTION
from pages.models import ContentEvent

CHANGES = "changes"

# Numbers that the columns of a position can hold.
_HIGHEST = 2**63


class ChangeAction(graphene.Enum):
    """What happened to a thing for readers."""

    PUBLISHED = ContentEvent.Action.PUBLISHED.value
    CHANGED = ContentEvent.Action.CHANGED.value
    WITHDRAWN = ContentEvent.Action.WITHDRAWN.value

    @property
    def description(self) -> str:
        """What the value means."""
        return {
            "PUBLISHED": "It became public, and is.",
            "CHANGED": "Something of it changed, in any language, or its paths did.",
            "WITHDRAWN": "It is not public any more: delete what you keep of it. Earlier changes of what is not public now say so too.",
        }[str(self.value)]


def _describe_kind(value: Any) -> str:
    return "A kind of thing that changes are told of." if value is None else description_of(subjects.KINDS[value.value])


ChangeKind = graphene.Enum(
    "ChangeKind",
    [(to_snake_case(public_name(model)).upper(), kind) for kind, model in subjects.KINDS.items() if kind not in subjects.UNSHOWN],
    description=_describe_kind,
)


class ChangePath(graphene.ObjectType):
    """A path of a page in one language."""

    locale = graphene.Field(Locale, required=True, description="The language.")
    path = graphene.String(required=True, description="The path: “/” or “/a/b”.")


class Change(graphene.ObjectType):
    """One change of what readers may see."""

    class Meta:
        interfaces = (Node,)

    action = graphene.Field(ChangeAction, required=True, description="What happened, as far as it still holds.")
    kind = graphene.Field(ChangeKind, required=True, description="To what kind of thing.")
    node_key = graphene.String(required=True, description="The key of that thing, by which a copy of it is found again.")
    occurred_at = graphene.DateTime(required=True, description="When.")
    paths = graphene.List(
        graphene.NonNull(ChangePath),
        required=True,
        description="The paths of a page after the change, those it had where it was withdrawn; empty for what is no page.",
    )
    node = graphene.Field(Node, description="The thing as it is now, in the language asked; null where it was withdrawn.")

    @staticmethod
    def resolve_id(change: ChangeFacts, _info: Any) -> str:
        """The id, with the language asked."""
        return GlobalId(change.type_name, change.event.pk, change.asked).encoded()

    @staticmethod
    def resolve_key(change: ChangeFacts, _info: Any) -> str:
        """The key of the change itself."""
        return str(change.event.key)


ChangeConnection = type(
    "ChangeConnection",
    (connection_type("Change", lambda: Change, "changes"),),
    {
        "__doc__": "The changes that the journal still holds, the oldest first, page by page.",
        "head": graphene.String(
            required=True,
            description="The cursor after the last change. To copy the site: take it, read everything, then ask for what comes after it.",
        ),
    },
)


class Together:
    """Changes that are answered together: what they are about is read for all of them, in one statement for each kind."""

    def __init__(self, operation: Operation, events: Iterable[tuple[ContentEvent, str]]) -> None:
        self.operation = operation
        self.changes = [ChangeFacts(self, event, asked) for event, asked in events]

    @cached_property
    def shown(self) -> dict[tuple[str, int, str], Row]:
        """What of it readers may see now, by kind, primary key and language asked."""
        wanted: dict[str, set[tuple[int, str]]] = {}
        for change in self.changes:
            if change.event.action != ContentEvent.Action.WITHDRAWN:
                wanted.setdefault(change.event.kind, set()).add((change.event.object_id, change.asked))
        return {
            (kind, pk, asked): row
            for kind, pairs in wanted.items()
            for (pk, asked), row in find(kind_of(subjects.KINDS[kind]), self.operation, pairs).items()
        }


class ChangeFacts:
    """The values of a `Change`. An event of what is not public now tells that it is withdrawn, and no more."""

    type_name: ClassVar[str] = "Change"

    def __init__(self, together: Together, event: ContentEvent, asked: str) -> None:
        self.together = together
        self.event = event
        self.asked = asked
        self.kind = event.kind
        self.node_key = str(event.object_key)
        self.occurred_at = event.occurred_at
        self.paths = [ChangePathFacts(code, event.paths[code]) for code in languages.codes() if code in event.paths]

    @property
    def node(self) -> Row | None:
        """The thing as it is now."""
        if self.event.action == ContentEvent.Action.WITHDRAWN:
            return None
        return self.together.shown.get((self.event.kind, self.event.object_id, self.asked))

    @property
    def action(self) -> str:
        """What happened to it, or that it is gone since."""
        return str(self.event.action if self.node is not None else ContentEvent.Action.WITHDRAWN.value)


class ChangePathFacts:
    """The values of a `ChangePath`."""

    def __init__(self, locale: str, path: str) -> None:
        self.locale = locale
        self.path = path


class Changes(Connection):
    """A page of the journal."""

    def __init__(self, fetch: Callable[[], Page], operation: Operation, *, starts_after: bool) -> None:
        super().__init__(fetch, lambda: reading.kept(operation.database, subjects.UNSHOWN), starts_after=starts_after)
        self._operation = operation

    @property
    def head(self) -> str:
        """The cursor after the last change."""
        return _cursor(reading.head(self._operation.database), self._operation)


def changes(operation: Operation, asked: str, first: int, after: str | None) -> Changes:
    """The settled events after a cursor, of which nothing is read yet.

    A wrong cursor raises BadInputError, one that the journal no longer holds does with a code of its own.
    """
    _note_everything(operation)
    position = START if after is None else _position(after, operation)

    def fetch() -> Page:
        operation.check_time()
        # One more than asked, to know whether there is a next page.
        events = reading.events_after(position, first + 1, operation.database, subjects.UNSHOWN)
        found = Together(operation, [(event, asked) for event in events[:first]]).changes
        return Page([Edge(_cursor(Position.of(each.event), operation), each) for each in found], has_next=len(events) > first)

    return Changes(fetch, operation, starts_after=after is not None)


def changes_named(operation: Operation, ids: Iterable[GlobalId]) -> dict[GlobalId, ChangeFacts]:
    """The changes that these ids name."""
    _note_everything(operation)
    named = list(ids)
    events = {event.pk: event for event in reading.events_with((each.pk for each in named), operation.database, subjects.UNSHOWN)}
    found = [each for each in named if each.pk in events]
    together = Together(operation, [(events[each.pk], each.asked) for each in found])
    return dict(zip(found, together.changes, strict=True))


def _note_everything(operation: Operation) -> None:
    for kind in subjects.KINDS.keys() - subjects.UNSHOWN:
        operation.made_from.every(kind)


def _cursor(position: Position, operation: Operation) -> str:
    if position == START:
        # Of an empty journal, no event says which journal it was, or when.
        return encoded_cursor([CHANGES, "start", reading.known_identity(operation.database), operation.now])
    return encoded_cursor([CHANGES, position.transaction_id, position.event_id, position.key])


def _position(after: str, operation: Operation) -> Position:
    match decoded_cursor(after):
        case [str(list_name), "start", str(identity), str(moment)] if list_name == CHANGES:
            position = START
            is_held = identity == reading.known_identity(operation.database) and _moment(moment) > operation.now - RETENTION
        case [str(list_name), int(transaction_id), int(event_id), str(key)] if (
            list_name == CHANGES and 0 <= transaction_id < _HIGHEST and 0 < event_id < _HIGHEST and _is_key(key)
        ):
            position = Position(transaction_id, event_id, key)
            is_held = reading.holds(position, operation.database)
        case _:
            raise _unknown_cursor()
    if not is_held:
        raise BadInputError(
            f"The journal does not hold this place: changes are kept for {RETENTION.days} days. Take a new head and read everything again.",
            ErrorCode.CURSOR_EXPIRED,
        )
    return position


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text).astimezone(dt.UTC)
    except (ValueError, OverflowError) as error:
        raise _unknown_cursor() from error


def _unknown_cursor() -> BadInputError:
    return BadInputError("“after” is no cursor of the changes.")
