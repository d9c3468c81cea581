"""The rows of a page's form. Rows with words are known by their key, for those of a draft have no number; the others count as a whole."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from pages.form_marks import Marks, mark, marks_of
from pages.form_merging import MergedRows, RowConflict, merge_rows
from pages.merging_fields import MergesFields

if TYPE_CHECKING:
    from pages.meanwhile import Meanwhile

KEY = "key"


class PageRows(BaseChildFormSet):
    """The rows of a list in a page's form."""

    meanwhile: Meanwhile | None = None
    """Who changed the page since the form was opened; None where nobody is told (a preview)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The forms write into the rows of the page; here they are as they were.
        self.before = [copy(row) for row in self.get_queryset()]

    @cached_property
    def names(self) -> list[str]:
        """The fields of a row that its form shows."""
        known = {field.name for field in self.model._meta.concrete_fields} - {KEY, "id", self.fk.name}
        return [name for name in self.empty_form.fields if name in known]

    def add_fields(self, form: Any, index: int | None) -> None:
        """As Django's; a number whose row somebody else removed meanwhile is no error."""
        super().add_fields(form, index)
        form.fields["id"] = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=form.instance.pk)

    def standing(self) -> list[Any]:
        """The forms of the rows that stay, in their order."""
        kept = [
            form
            for form in self.forms
            if not (form.empty_permitted and not form.has_changed()) and not (self.can_delete and self._should_delete_form(form))
        ]
        return sorted(kept, key=self._place) if self.can_order else kept

    def _place(self, form: Any) -> float:
        place = form.cleaned_data.get("ORDER")
        return float("inf") if place is None else place

    def rows(self) -> list[Any]:
        """The rows as they will be saved: those of ``standing`` first, at the same places."""
        return [form.instance for form in self.standing()]

    def _replace(self, rows: Sequence[Any]) -> None:
        for place, row in enumerate(rows):
            if self.can_order or hasattr(row, "sort_order"):
                row.sort_order = place
        getattr(self.instance, self.rel_name).set(rows)


class WholeRows(PageRows):
    """A list without words: it is changed by one of two people, or by the other."""

    opened_with: str | None = None
    """The mark of the list when the form was opened."""
    keeps_theirs = False
    written = told = ""

    def _existing_object(self, pk: Any) -> Any:
        return next((row for row in self.get_queryset() if row.pk == pk), None) or self.model()

    def mark_of_rows(self) -> str:
        """The mark of the list as the page has it."""
        return mark([str(sorted(marks_of(row, self.names).items())) + f"#{place}" for place, row in enumerate(self.before)])

    def _mark_of_forms(self) -> str:
        names = self.names
        said = [{name: mark(form.cleaned_data.get(name)) for name in names} for form in self.standing()]
        return mark([str(sorted(row.items())) + f"#{place}" for place, row in enumerate(said)])

    def clean(self) -> None:
        """As modelcluster's; tells a list that both changed."""
        super().clean()
        if not all(form.is_valid() for form in self.standing()):
            return
        self.written = self._mark_of_forms()
        if self.opened_with is None or self.meanwhile is None:
            return
        theirs = self.mark_of_rows()
        if theirs in (self.opened_with, self.written):
            return
        if self.written != self.opened_with:
            self.told = theirs
            raise self.meanwhile.about_list(self.rel_name)
        self.keeps_theirs = True

    def save(self, commit: bool = True) -> list[Any]:
        """As modelcluster's; what this editor did not change stays as somebody else made it, what they did change is as they made it."""
        if self.keeps_theirs:
            self._replace(self.before)
            return []
        if self.opened_with is None:
            saved: list[Any] = super().save(commit=commit)
            return saved
        rows = [form.save(commit=False) for form in self.standing()]
        self._replace(rows)
        return rows


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
