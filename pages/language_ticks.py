"""Which languages of a page a form publishes: a box to tick on the tab of each.

A form that does not show the boxes (a script sends one as forms used to be) says so by leaving out the marker, and publishes all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.widgets import AdminDateTimeInput

from pages import languages
from pages.form_marks import marks_of
from pages.meanwhile import is_old_version

if TYPE_CHECKING:
    from pages.models import BasePage, RevisionLanguages

MARKER = "languages_offered"
"""The hidden field that stands in every form with boxes."""

TIME = "languages_go_live_at"
"""The field in which translators say when their language goes out; for everybody else the page has a time."""

_TICK = _("Untick it, and publication leaves readers what they have in this language.")
_PENDING = _("It holds changes that readers do not have yet: tick it to publish them too.")


def tick_name(code: str) -> str:
    """The name of the box of a language."""
    return f"publish_{code}"


def columns_in(model: Any, code: str) -> frozenset[str]:
    """The columns of a page's or row's type that hold its words in a language, with its readiness, its address and what is read aloud."""
    return frozenset(languages.column(field, code) for field in languages.translated_fields(model) if field != "draft_title")


def unpublished(page: BasePage) -> frozenset[str]:
    """The languages in which this version of a live page says something else than readers have; none for a page that is not live."""
    if not page.pk or not page.live:
        return frozenset()
    live: Any = type(page)._default_manager.get(pk=page.pk)
    return frozenset(code for code in languages.codes() if _said(page, code) != _said(live, code))


def _said(page: Any, code: str) -> tuple[Any, ...]:
    rows: dict[str, Any] = {}
    for relation in get_all_child_relations(type(page)):
        columns = sorted(columns_in(relation.related_model, code))
        for row in getattr(page, relation.get_accessor_name()).all() if columns else ():
            if any(getattr(row, column) for column in columns):
                rows[f"{relation.get_accessor_name()} {row.key}"] = marks_of(row, columns)
    return marks_of(page, columns_in(type(page), code)), rows


def offer(form: Any, codes: Iterable[str], *, theirs: bool) -> None:
    """Puts the boxes into a form; ``theirs`` where somebody writes these languages only, which then start ticked."""
    # An old version is brought back whole.
    pending = frozenset() if theirs or is_old_version(form.instance) else unpublished(form.instance) - {languages.source()}
    chosen = None if theirs else _submitted(form.instance)
    for code in codes:
        form.fields[tick_name(code)] = forms.BooleanField(
            label=_("Publish this language"),
            required=False,
            initial=code not in pending if chosen is None else code in chosen,
            help_text=_PENDING if code in pending else _TICK,
        )
    if theirs:
        form.fields[TIME] = forms.DateTimeField(
            label=_("Publish at"),
            required=False,
            initial=_scheduled(form.instance),
            widget=AdminDateTimeInput,
            help_text=_("Empty: at once. Whatever else is scheduled on this page keeps its own time."),
        )
    form.fields[MARKER] = forms.CharField(required=False, widget=forms.HiddenInput, initial="1")


def _submitted(page: BasePage) -> Collection[str] | None:
    """The languages that a version which waits for its publication was submitted with; None where nothing waits."""
    entry = _waiting(page)
    return entry.codes if entry is not None else None


def _scheduled(page: BasePage) -> dt.datetime | None:
    entry = _waiting(page)
    return entry.go_live_at if entry is not None else None


def _waiting(page: BasePage) -> RevisionLanguages | None:
    from pages.models import RevisionLanguages  # noqa: PLC0415 - the models import this module

    if not page.pk or not page.latest_revision_id or page.latest_revision_id == page.live_revision_id:
        return None
    return RevisionLanguages.objects.filter(revision_id=page.latest_revision_id, merged_from=None).first()


def is_technical(name: str) -> bool:
    """Whether a field of a form says nothing of the page itself."""
    return name in (MARKER, TIME) or name in {tick_name(code) for code in languages.codes()}


def chosen(form: Any, codes: Collection[str]) -> frozenset[str]:
    """The languages among ``codes`` that a form publishes: all of them where it does not show the boxes."""
    if not form.data.get(form.add_prefix(MARKER)):
        return frozenset(codes)
    return frozenset(code for code in codes if form.cleaned_data.get(tick_name(code)))


def time_of(form: Any, chosen_codes: Collection[str]) -> dt.datetime | None:
    """When translations published without the source language go out: at the translator's time, or at the page's."""
    if languages.source() in chosen_codes:
        return None
    moment: dt.datetime | None = form.cleaned_data.get(TIME) if TIME in form.fields else form.instance.go_live_at
    return moment


def refuse_impossible(form: Any, chosen_codes: Collection[str], codes: Collection[str]) -> None:
    """Adds an error where a form publishes nothing, or a translation of what is not public yet."""
    source = languages.source()
    first = next(code for code in languages.codes() if code in codes)
    if not chosen_codes:
        form.add_error(tick_name(first), gettext("Tick at least one language to publish."))
    elif (form.instance._state.adding or not form.instance.live) and source not in chosen_codes:
        form.add_error(
            tick_name(source if source in codes else first),
            gettext("The first publication includes French: without it there is nothing for the other languages to follow."),
        )
