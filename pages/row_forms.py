"""The rows with words of a page's form: each is known by its key, for the rows of a draft have no number, and merged word by word."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from copy import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminModelForm

from pages.form_marks import Marks, marks_of
from pages.form_merging import MergedRows, RowConflict, merge_rows
from pages.list_forms import PageRows
from pages.merging_fields import MergesFields

if TYPE_CHECKING:
    from pages.meanwhile import Meanwhile

KEY = "key"


class TextRowForm(MergesFields, WagtailAdminModelForm):
    """The form of a row with words."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    sent_key = ""

    def __init__(self, *args: Any, is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_known = is_known
        """Whether it is the form of a row that the page has."""

    @cached_property
    def changed_data(self) -> list[str]:
        """As Django's, without the key, which says nothing."""
        return [name for name in super().changed_data if name != KEY]

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """As Wagtail's; a row that was new is known by its key from now on."""
        return [*super().get_field_updates_for_resave(), (self.add_prefix(KEY), str(self.instance.key))]


class KeyedRows(PageRows):
    """A list of rows with words, merged row by row and word by word."""

    opened_with: dict[str, Marks] | None = None
    """The marks of the rows when the form was opened, by key."""
    only: frozenset[str] | None = None
    """The columns of a row that may be written; None: all, and rows may be added, removed and moved."""
    merged: MergedRows | None = None

    def restrict(self, columns: Collection[str]) -> None:
        """Leaves of each row these columns only, and the list as it is."""
        self.only = frozenset(columns)
        self.can_delete = self.can_order = self.validate_min = False
        self.extra = 0

    def add_fields(self, form: Any, index: int | None) -> None:
        """As Django's; the key of an existing row travels with it."""
        super().add_fields(form, index)
        if self.only is not None:
            for name in set(form.fields) - self.only - {KEY, "id"}:
                del form.fields[name]
        if form.is_known:
            form.initial[KEY] = str(form.instance.key)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if not self.is_bound:
            known = self.get_queryset()[i] if i < self.initial_form_count() else None
            sent = ""
        else:
            sent = str(self.data.get(f"{self.add_prefix(i)}-{KEY}") or "").strip()
            known = self._claim(sent, self.data.get(f"{self.add_prefix(i)}-id"))
        row = known if known is not None else self.model()
        kwargs.update(instance=row, is_known=known is not None)
        # BaseModelFormSet would look for the number of the row.
        form = super(forms.BaseModelFormSet, self)._construct_form(i, **kwargs)  # type: ignore[misc]
        if known is not None:
            form.empty_permitted = False
        form.sent_key = str(row.key) if known is not None else sent
        self._prepare(form)
        return form

    def _claim(self, key: str, number: Any) -> Any:
        """The row that a form is about; None for a new one. No row is claimed twice, and a form without a key is known by its number."""
        claimed: set[uuid.UUID] = self.__dict__.setdefault("_claimed", set())
        for row in self.get_queryset():
            is_meant = str(row.key) == key if key else row.pk is not None and str(row.pk) == str(number or "")
            if is_meant and row.key not in claimed:
                claimed.add(row.key)
                return row
        return None

    def _prepare(self, form: Any) -> None:
        if self.opened_with is None or self.meanwhile is None:
            return
        meanwhile, before = self.meanwhile, copy(form.instance)
        form.opened_with = self.opened_with.get(form.sent_key, {}) if form.is_known else None
        form.tell = lambda name: meanwhile.about_row_field(self.rel_name, before, name)

    def standing(self) -> list[Any]:
        """As every list's; where no row may be added, only those that are or were there."""
        found = super().standing()
        if self.only is None:
            return found
        return [form for form in found if form.is_known or form.sent_key in (self.opened_with or {})]

    def marks_of_rows(self) -> dict[str, Marks]:
        """The marks of the rows as the page has them."""
        names = self.names
        return {str(row.key): marks_of(row, names) for row in self.before}

    def _key_of(self, form: Any) -> str:
        """What the merge knows a form by: its row, or the one that is no more."""
        was = (self.opened_with or {}).get(form.sent_key)
        return form.sent_key if was is not None else str(form.instance.key)

    def _mine(self) -> dict[str, Any]:
        """The forms of the rows this editor wants, in order, each once."""
        found: dict[str, Any] = {}
        for form in self.standing():
            key = self._key_of(form)
            found[key if key not in found else str(form.instance.key)] = form
        return found

    def clean(self) -> None:
        """As modelcluster's; tells rows that one removed and the other changed, and an order that both changed."""
        super().clean()
        mine = self._mine()
        if not all(form.is_valid() for form in mine.values()):
            return
        theirs = self.marks_of_rows()
        base = self._base(theirs)
        wanted = {key: form.written for key, form in mine.items()}
        if self.only is not None:
            # Rows are not theirs to remove, nor to bring back.
            wanted = {key: wanted.get(key, marks) for key, marks in theirs.items()} | {
                key: wanted[key] for key in base if key in wanted and key not in theirs
            }
        self.merged = merge_rows(base, theirs, wanted)
        if self.meanwhile is not None and self.opened_with is not None:
            self._tell(self.merged, self.meanwhile, mine)

    def _base(self, theirs: dict[str, Marks]) -> dict[str, Marks]:
        if self.opened_with is not None and self.meanwhile is not None:
            return self.opened_with
        # An answer that does not say what it changed: what it names is as it says, other rows of the page stay.
        named = {form.sent_key for form in self.forms}
        numbered = {str(row.key) for row in self.before if row.pk is not None}
        return {key: marks for key, marks in theirs.items() if key in named or key not in numbered}

    def _tell(self, merged: MergedRows, meanwhile: Meanwhile, mine: dict[str, Any]) -> None:
        rows = {str(row.key): row for row in self.before}
        errors = []
        for key, conflict in merged.conflicts.items():
            if conflict is RowConflict.CHANGED_BY_BOTH:
                continue
            told = meanwhile.about_row(self.rel_name, rows.get(key), conflict, may_return=self.only is None)
            if key in mine:
                mine[key].add_error(None, told)
            else:
                errors.append(told)
        if merged.order_conflicts:
            errors.append(meanwhile.about_order(self.rel_name))
        if errors:
            raise ValidationError(errors)

    def opened_next(self) -> dict[str, Marks]:
        """What to hold the next answer against, as the form comes back with what is told in it."""
        opened, theirs = dict(self.opened_with or {}), self.marks_of_rows()
        for form in self.forms:
            if form.is_known:
                opened[form.sent_key] = form.opened_next()
        for key, conflict in (self.merged.conflicts if self.merged else {}).items():
            if conflict is RowConflict.REMOVED_BY_ME:
                opened[key] = theirs[key]
            elif conflict is RowConflict.REMOVED_BY_THEM:
                opened.pop(key, None)
        if self.merged is None or not self.merged.order_conflicts:
            return opened
        return {key: opened[key] for key in (*(k for k in theirs if k in opened), *(k for k in opened if k not in theirs))}

    def written(self) -> dict[str, Marks]:
        """What the rows of this answer say, by their keys from now on."""
        return {str(form.instance.key): dict(form.written) for form in self.standing()}

    def rows(self) -> list[Any]:
        """The rows as they will be saved: those of ``standing`` first, at the same places."""
        own = [form.instance for form in self.standing()]
        known = {row.key for row in own}
        return own + [row for row in self._merged_rows() if row.key not in known]

    def _merged_rows(self) -> list[Any]:
        mine, theirs = self._mine(), {str(row.key): row for row in self.before}
        keys = list(self.merged.rows) if self.merged is not None else list(mine)
        if self.only is not None:
            keys = [key for key in keys if key in theirs]
        return [mine[key].instance if key in mine else theirs[key] for key in keys]

    def save(self, commit: bool = True) -> list[Any]:  # noqa: ARG002 - the page stores them
        """Gives the page its rows; as with modelcluster's nothing is stored before the page is."""
        for form in self.standing():
            form.save(commit=False)
        rows = self._merged_rows()
        self._replace(rows)
        return rows
