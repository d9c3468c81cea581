"""Where the value of a declared field comes from, read from the model: a column, a reference, linked objects or owned rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import Field, ForeignKey, ManyToManyField, ManyToOneRel, Model

from pages import languages


@dataclass(frozen=True)
class Column:
    """A column of the row itself; a translated one has a column per language."""

    name: str
    is_translated: bool


@dataclass(frozen=True)
class Reference:
    """A foreign key: `column` holds the id of a row of `target`."""

    column: str
    target: type[Model]


@dataclass(frozen=True)
class Linked:
    """Rows of `target` through rows of `link`, whose `owner` column holds our id and whose foreign key `key` leads to the target."""

    link: type[Model]
    owner: str
    key: str
    target: type[Model]
    order_by: tuple[str, ...]


@dataclass(frozen=True)
class Owned:
    """Rows of `model` whose `owner` column holds our id."""

    model: type[Model]
    owner: str
    order_by: tuple[str, ...]


Source = Column | Reference | Linked | Owned


@cache
def source_of(model: type[Model], path: str) -> Source:
    """What `path` means on `model`: a field, or a related name and a foreign key of those rows joined by a dot.

    Raises ImproperlyConfigured for what the API cannot read, so that a wrong declaration stops the start.
    """
    first, _dot, rest = path.partition(".")
    try:
        field = model._meta.get_field(first)
    except FieldDoesNotExist as error:
        raise ImproperlyConfigured(f"{model.__name__} declares {path!r} for GraphQL, which is no field of it.") from error
    if isinstance(field, ManyToManyField) and not rest:
        return _many_to_many(field)
    if isinstance(field, ManyToOneRel):
        return _reverse(field, rest)
    if isinstance(field, ForeignKey) and not rest:
        return Reference(field.attname, _model(field.related_model))
    if isinstance(field, Field) and not rest:
        return Column(field.name, field.name in languages.translated_fields(model))
    raise ImproperlyConfigured(f"{model.__name__} declares {path!r} for GraphQL, which the API does not know how to read.")


def _many_to_many(field: ManyToManyField) -> Linked:  # type: ignore[type-arg]
    target = _model(field.related_model)
    key = field.m2m_reverse_field_name()
    order = tuple(f"{key}__{name}" for name in _ordering(target))
    return Linked(_model(field.remote_field.through), f"{field.m2m_field_name()}_id", key, target, order)


def _reverse(relation: ManyToOneRel, key: str) -> Source:
    rows = _model(relation.related_model)
    owner = relation.field.attname
    if not key:
        return Owned(rows, owner, _ordering(rows))
    link_to = rows._meta.get_field(key)
    return Linked(rows, owner, key, _model(link_to.related_model), _ordering(rows))


def _ordering(model: type[Model]) -> tuple[str, ...]:
    if any(field.name == "time_ms" for field in model._meta.get_fields()):
        # Rows at a moment of a video stand in the order of time, whatever order they were typed in.
        return ("time_ms", "pk")
    names = [name for name in model._meta.ordering or () if isinstance(name, str)]
    return tuple(names) if "pk" in names else (*names, "pk")


def _model(related: object) -> type[Model]:
    # Django gives the name of a model only while models are still being loaded.
    if not (isinstance(related, type) and issubclass(related, Model)):
        raise ImproperlyConfigured(f"{related!r} is no model.")
    return related
