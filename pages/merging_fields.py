"""What the forms of pages and of their rows share: a field that this editor left alone keeps what somebody else made of it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from pages.form_marks import Marks, mark, marks_of
from pages.form_merging import merge_fields

if TYPE_CHECKING:
    from wagtail.admin.forms import WagtailAdminModelForm as _Base
else:
    _Base = object


class MergesFields(_Base):
    """A form whose instance is the newest version, which may be newer than what the editor saw."""

    opened_with: Marks | None = None
    """What the fields said when the form was opened; None where nobody knows, and everything sent counts."""
    tell: Callable[[str], ValidationError] | None = None
    """Says that a field was changed by somebody else; None where nobody else can have: then what is sent counts."""
    written: Mapping[str, str] = MappingProxyType({})
    """What this editor's fields say."""
    told: Mapping[str, str] = MappingProxyType({})
    """What they say in the newest version where both changed them."""

    def marked_names(self) -> Iterable[str]:
        """The fields that are columns of the instance."""
        known = {field.name for field in (*self.instance._meta.concrete_fields, *self.instance._meta.many_to_many)}
        return [name for name in self.fields if name in known and name not in ("id", "key")]

    def _post_clean(self) -> None:
        self.merge_fields()
        super()._post_clean()

    def merge_fields(self) -> None:
        """Leaves out what this editor did not change, and puts an error where both changed the same field."""
        told: Marks = {}
        self.told = told
        names = [name for name in self.marked_names() if name in self.cleaned_data]
        self.written = {name: mark(self.cleaned_data[name]) for name in names}
        if self.opened_with is None:
            return
        theirs = marks_of(self.instance, names)
        merged = merge_fields(self.opened_with, theirs, self.written)
        for name in names:
            if name in merged.conflicts:
                if self.tell is not None:
                    told[name] = theirs[name]
                    self.add_error(name, self.tell(name))
            elif merged.values[name] != self.written[name]:
                del self.cleaned_data[name]

    def opened_next(self) -> Marks:
        """What to hold the next answer of this form against, as it comes back with what is told in it."""
        return {**(self.opened_with or {}), **self.told}
