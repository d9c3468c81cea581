"""Forms that take only what their editor may choose, and never show the title of anything else.

The choosers of the admin offer no more than that; here the same holds for whatever is posted. What the saved version holds already may
stay. A field that is refused is shown again without what was refused in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.rich_text import RichText, extract_references_from_rich_text

from pages.choosing import Reference, out_of_reach, reference_to, references_to

NOT_YOURS = _("Something chosen here is not public, or not open to your team: choose again.")

_LINK = re.compile(r"<(a|embed)\b[^>]*>")


class WithinReach:
    """What such forms have in common; it goes before Wagtail's form among the bases."""

    for_user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_within_reach(self, self.for_user)


class RecordForm(WithinReach, WagtailAdminModelForm):
    """The form of a record of the catalogue."""


def keep_within_reach(form: Any, user: Any) -> None:
    """Makes the fields of a form, and of its rows, refuse what this person may not choose; without a person, a program of ours fills it."""
    if not form.is_bound or user is None or user.is_superuser:
        return
    every = list(_with_rows(form))
    posted = [(each, name, set(_posted(each, name))) for each in every for name in each.fields]
    wanted = {reference for _each, _name, references in posted for reference in references}
    if not wanted:
        return
    wanted -= {reference for each in every for reference in _saved(each)}
    refused = out_of_reach(user, wanted)
    for each, name, references in posted:
        if references & refused:
            field = each.fields[name]
            each.fields[name] = _RefusedText(field, refused) if isinstance(field, blocks.BlockField) else _RefusedChoice(field)


def _with_rows(form: Any) -> Iterator[Any]:
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for row in formset.forms:
            yield from _with_rows(row)


def _posted(form: Any, name: str) -> Iterator[Reference]:
    """What the browser chose in a field."""
    field, key = form.fields[name], form.add_prefix(name)
    if field.widget.value_omitted_from_data(form.data, form.files, key):
        return
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        value = field.widget.value_from_datadict(form.data, form.files, key)
        for chosen in value if isinstance(value, list) else [value]:
            if chosen and (reference := reference_to(field.queryset.model, chosen)):
                yield reference
    elif isinstance(field, blocks.BlockField):
        value = field.widget.value_from_datadict(form.data, form.files, key)
        yield from references_to(field.block.extract_references(value))


def _saved(form: Any) -> Iterator[Reference]:
    """What the version that is being edited holds already."""
    for field in form.instance._meta.get_fields():
        if isinstance(field, ForeignKey):
            key = field.value_from_object(form.instance)
            if key is not None and (reference := reference_to(field.related_model, key)):
                yield reference
        elif hasattr(field, "extract_references"):
            yield from references_to(field.extract_references(field.value_from_object(form.instance)))


class _RefusedChoice(forms.Field):
    """In place of a field in which something was chosen that may not be; shows what is saved."""

    def __init__(self, field: forms.Field) -> None:
        super().__init__(required=False, label=field.label, help_text=field.help_text, widget=field.widget)

    def clean(self, _value: Any) -> Any:
        """Refuses."""
        raise ValidationError(NOT_YOURS)

    def bound_data(self, _data: Any, initial: Any) -> Any:
        """What is saved."""
        return initial


class _RefusedText(blocks.BlockField):
    """In place of a text that shows or leads to something that may not be chosen; shows all the rest of it."""

    def __init__(self, field: blocks.BlockField, refused: set[Reference]) -> None:
        super().__init__(block=field.block, required=field.required, label=field.label, help_text=field.help_text, widget=field.widget)
        self.refused = refused

    def clean(self, _value: Any) -> Any:
        """Refuses."""
        raise StreamBlockValidationError(non_block_errors=[ValidationError(NOT_YOURS)])

    def bound_data(self, data: Any, _initial: Any) -> Any:
        """What was written, without what is refused."""
        return _without(self.block, data, self.refused)


def _without(block: blocks.Block, value: Any, refused: set[Reference]) -> Any:
    if isinstance(block, (blocks.ChooserBlock, blocks.RichTextBlock)):
        return _leaf_without(block, value, refused)
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            value[name] = _without(child, value[name], refused)
    elif isinstance(block, blocks.ListBlock):
        for item in value.bound_blocks:
            item.value = _without(item.block, item.value, refused)
    elif isinstance(block, blocks.StreamBlock):
        for child in value:
            child.value = _without(child.block, child.value, refused)
    return value


def _leaf_without(block: blocks.Block, value: Any, refused: set[Reference]) -> Any:
    if refused.isdisjoint(references_to(block.extract_references(value))):
        return value
    if not isinstance(value, RichText):
        return None

    def unlinked(tag: re.Match[str]) -> str:
        if refused.isdisjoint(references_to(extract_references_from_rich_text(tag[0]))):
            return tag[0]
        return "<a>" if tag[1] == "a" else ""

    return RichText(_LINK.sub(unlinked, value.source))
