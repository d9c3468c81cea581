"""Why a version cannot be shown as readers would get it: what is missing in it, in the words of its form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from pages import releases
from pages.models import BasePage


def unfinished(page: BasePage) -> list[str]:
    """What publication would find wrong in a version, and in the rows that belong to it: a sentence each."""
    found = [*_wrong_in(page)]
    for relation in get_all_child_relations(type(page)):
        if relation.get_accessor_name() in releases.NOT_CONTENT:
            continue
        for row in getattr(page, relation.get_accessor_name()).all():
            found += _wrong_in(row, leaving_out=relation.field.name)
    return list(dict.fromkeys(found))


def _wrong_in(thing: Model, leaving_out: str = "") -> Iterator[str]:
    try:
        thing.full_clean(exclude={leaving_out} if leaving_out else None)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                told = _("%(field)s: %(problem)s") % {"field": _label(thing, name), "problem": message}
                yield message if name == NON_FIELD_ERRORS else told


def _label(thing: Model, name: str) -> str:
    try:
        field: Any = thing._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    return str(field.verbose_name).capitalize()
