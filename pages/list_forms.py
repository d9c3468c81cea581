"""The lists of a page's form, taking in what somebody else saved since it was opened. Those without words count as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property
from modelcluster.forms import BaseChildFormSet

from pages.form_marks import mark, marks_of

if TYPE_CHECKING:
    from pages.meanwhile import Meanwhile


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
        known = {field.name for field in self.model._meta.concrete_fields} - {"key", "id", self.fk.name}
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
