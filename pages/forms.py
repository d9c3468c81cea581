"""The forms of pages and of caption tracks: the languages ticked, what others saved meanwhile, the checks, captions brought as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from pages import addresses, language_ticks, languages
from pages.captions.cues import CaptionError, Remark
from pages.captions.decoding import MAX_BYTES
from pages.captions.intake import read_captions
from pages.choosing_forms import keep_within_reach
from pages.editorial_checks import blocking_findings
from pages.editorial_checks.form_errors import add_errors, rows_of
from pages.editorial_checks.wording import told
from pages.form_marks import Opened, marks_of
from pages.language_rights import languages_for
from pages.list_forms import WholeRows
from pages.meanwhile import Meanwhile, is_old_version
from pages.merging_fields import MergesFields
from pages.row_forms import KeyedRows
from pages.translator_forms import restrict

OPENED = "opened_as"
"""The hidden field that says what the others said when the form was opened."""


YEARS = range(1900, 2200)
"""The years that a date of a page may lie in: anything else is a slip of the hand (0026), and would be public, or wait, for ages."""


class PageForm(MergesFields, WagtailAdminPageForm):
    """The form of every page: publishes the languages that are ticked, and takes in what somebody else saved since it was opened."""

    languages_to_check: Collection[str] | None = None
    """The languages whose texts this person answers for; None: all of them."""
    only_languages: frozenset[str] | None = None
    """The languages this person writes and publishes, where it is not the page as a whole."""

    data: Any
    _is_checked = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_languages = languages_for(self.for_user, self.instance)
        if self.only_languages is not None:
            restrict(self, self.only_languages)
        language_ticks.offer(self, self._codes(), theirs=self.only_languages is not None)
        self.fields[OPENED] = forms.CharField(required=False, widget=forms.HiddenInput)
        # A preview, which brings no subscription, shows what is typed.
        if self.is_bound and self.subscription is not None:
            self._hold_against(Opened.read(self.data.get(OPENED)))
        elif not self.is_bound and not self.instance._state.adding and not is_old_version(self.instance):
            self.initial[OPENED] = self._as_opened().as_text()
        # Last: it makes the forms of all rows, with the fields that are left.
        keep_within_reach(self, self.for_user)

    def _codes(self) -> list[str]:
        return [code for code in languages.codes() if self.only_languages is None or code in self.only_languages]

    @cached_property
    def changed_data(self) -> list[str]:
        """As Django's, without what says nothing of the page."""
        return [name for name in super().changed_data if name != OPENED and not language_ticks.is_technical(name)]

    # --- what somebody else saved meanwhile --------------------------------------------------------------------------------------

    def _as_opened(self) -> Opened:
        return Opened(
            marks_of(self.instance, self.marked_names()),
            {name: rows.marks_of_rows() for name, rows in self.formsets.items() if isinstance(rows, KeyedRows)},
            {name: rows.mark_of_rows() for name, rows in self.formsets.items() if isinstance(rows, WholeRows)},
        )

    def _hold_against(self, opened: Opened | None) -> None:
        if opened is None or self.instance._state.adding or is_old_version(self.instance):
            return
        meanwhile = Meanwhile(self.instance)
        self.opened_with = opened.fields
        # A form that saves itself writes over its own version: nobody else was there.
        if self.data.get("overwrite_revision_id") != str(self.instance.latest_revision_id):
            self.tell = meanwhile.about_field
        for name, rows in self.formsets.items():
            rows.meanwhile = meanwhile
            rows.opened_with = opened.rows.get(name, {}) if isinstance(rows, KeyedRows) else opened.lists.get(name, "")

    def _carry_on(self) -> None:
        """Lets the form that comes back know what it has told."""
        if self.opened_with is None:
            return
        for rows in self.formsets.values():
            # Those that nobody asked yet, because another list has an error, tell theirs at the same time.
            rows.is_valid()
        opened = Opened(
            self.opened_next(),
            {name: rows.opened_next() for name, rows in self.formsets.items() if isinstance(rows, KeyedRows)},
            {name: rows.told or rows.opened_with or "" for name, rows in self.formsets.items() if isinstance(rows, WholeRows)},
        )
        data: Any = self.data.copy()
        data[OPENED] = opened.as_text()
        self.data = data

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """As Wagtail's; a form that saves itself is held against what it said then."""
        opened = Opened(
            dict(self.written),
            {name: rows.written() for name, rows in self.formsets.items() if isinstance(rows, KeyedRows)},
            {name: rows.written for name, rows in self.formsets.items() if isinstance(rows, WholeRows)},
        )
        return [*super().get_field_updates_for_resave(), (OPENED, opened.as_text())]

    # --- checks ------------------------------------------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        """As Wagtail's; what is submitted or published also passes the editorial checks. Drafts always may be unfinished."""
        if super().is_valid() and not (self._is_draft() or self._is_checked):
            self._is_checked = True
            self._check_content()
        is_valid = bool(super().is_valid())
        if not is_valid:
            self._carry_on()
        return is_valid

    def _check_content(self) -> None:
        found = blocking_findings(self.instance, in_languages=self.languages_to_check, rows=partial(rows_of, self))
        if self.languages_to_check is not None and languages.source() not in self.languages_to_check:
            found = [finding for finding in found if finding.language]
        add_errors(self, found)

    def _is_draft(self) -> bool:
        """Whether nothing is on its way to readers: a draft is saved, changes are asked for, a review ends."""
        takes_back = "action-cancel-workflow" in self.data or self.data.get("workflow-action-name") == "reject"
        return bool(self.is_deferred_validation) or takes_back

    def clean(self) -> Any:
        """As Wagtail's; refuses years nobody means, and addresses a new page's siblings have: it does not know its parent yet."""
        self._refuse_strange_years()
        cleaned = super().clean()
        if self.instance._state.adding:
            self._check_addresses(cleaned)
        return cleaned

    def _refuse_strange_years(self) -> None:
        """In drafts too, and first: a moment of the year 1 is before any that can be reckoned in another time zone."""
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, dt.date) and value.year not in YEARS:
                years = {"first": YEARS[0], "last": YEARS[-1]}
                self.add_error(name, _("Please look at the year: it must lie between %(first)d and %(last)d.") % years)

    def _post_clean(self) -> None:
        super()._post_clean()
        self._choose_languages()

    def _choose_languages(self) -> None:
        if self._is_draft() and "action-urgent-correction" not in self.data:
            self.instance.languages_to_publish = self.instance.languages_go_live_at = None
            return
        codes = self._codes()
        chosen = language_ticks.chosen(self, codes)
        language_ticks.refuse_impossible(self, chosen, codes)
        self.instance.languages_to_publish = None if chosen.issuperset(languages.codes()) else chosen
        self.instance.languages_go_live_at = language_ticks.time_of(self, chosen)
        self.languages_to_check = chosen
        for code in languages.translations():
            if code in chosen:
                self._check_readiness(code)

    def _check_addresses(self, cleaned: dict[str, Any]) -> None:
        # A new page does not know its parent yet, so the model cannot check; afterwards it does.
        row = {column: cleaned.get(column) for column in languages.address_columns()}
        clashing = addresses.clashes(row, addresses.children_rows(self.parent_page))
        clashing.pop(languages.source(), None)
        try:
            addresses.refuse(clashing)
        except ValidationError as error:
            self.add_error(None, error)

    def _check_readiness(self, code: str) -> None:
        """Refuses a language said to be ready that has no title or summary."""
        if not languages.is_ready(self.instance, code):
            return
        for field in ("title", "summary"):
            column = languages.column(field, code)
            if column in self.fields and not languages.text(self.instance, field, code):
                self.add_error(column, _("A language that is ready needs this text."))


class PageCopyForm(CopyForm):
    """The form that copies pages: never as an alias, and named in the source language whatever the interface speaks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
        self.fields["new_title"].initial = languages.text(self.page.specific, "title", languages.source())

    def clean(self) -> Any:
        """As Wagtail's; copies that would be public at once pass the editorial checks, as the pages they come from may not have."""
        cleaned = super().clean()
        if cleaned.get("publish_copies") and (refused := list(self._unfit(with_subpages=bool(cleaned.get("copy_subpages"))))):
            self.add_error("publish_copies", refused)
        return cleaned

    def _unfit(self, *, with_subpages: bool) -> Iterator[str]:
        """A sentence for each thing to mend in the public pages that would be copied: their copies say the same."""
        copied = self.page.get_descendants(inclusive=True) if with_subpages else type(self.page).objects.filter(pk=self.page.pk)
        for page in copied.live().specific():
            for finding in blocking_findings(page):
                yield _("“%(title)s” cannot be published yet: %(finding)s") % {
                    "title": page.get_admin_display_title(),
                    "finding": told(page, finding),
                }


class CaptionTrackForm(WagtailAdminModelForm):
    """One caption track: a file, or text pasted."""

    captions_file = forms.FileField(required=False, label=_("Captions file"), help_text=_("WebVTT or SRT; it replaces the text below."))

    mended: tuple[Remark, ...] = ()
    """What had to be changed in the captions brought, for the editor to look over."""

    def clean_captions_file(self) -> Any:
        """The file brought; refuses one that cannot be captions."""
        upload = self.cleaned_data.get("captions_file")
        if upload is not None and upload.size > MAX_BYTES:
            raise ValidationError(_("This file is too large for captions (2 MB at most)."))
        return upload

    def clean(self) -> Any:
        """The captions as WebVTT, from the file or else from the text; refuses what cannot be read, with the numbers of the lines."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload, pasted = cleaned.get("captions_file"), cleaned.get("webvtt")
        if "captions_file" in self.errors or ("webvtt" in self.errors and not upload):
            return cleaned
        if not upload and not pasted:
            self.add_error("webvtt", _("Bring a file, or paste the captions here."))
            return cleaned
        try:
            intake = read_captions(upload.read() if upload else str(pasted))
        except CaptionError as error:
            self.add_error("captions_file" if upload else "webvtt", [str(problem) for problem in error.problems])
            return cleaned
        cleaned["webvtt"], self.mended = intake.webvtt, intake.mended
        return cleaned
