"""What the admin's forms check beyond the models: readiness of a language, addresses of new pages, captions brought as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from pages import addresses, languages
from pages.captions.cues import CaptionError, Remark
from pages.captions.decoding import MAX_BYTES
from pages.captions.intake import read_captions
from pages.choosing_forms import WithinReach
from pages.editorial_checks import blocking_findings
from pages.editorial_checks.form_errors import add_errors, rows_of
from pages.editorial_checks.wording import told

MAX_CAPTION_BYTES = MAX_BYTES
"""What cannot be captions is refused before it is read."""


YEARS = range(1900, 2200)
"""The years that a date of a page may lie in: anything else is a slip of the hand (0026), and would be public, or wait, for ages."""


class PageForm(WithinReach, WagtailAdminPageForm):
    """The form of every page."""

    languages_to_check: Collection[str] | None = None
    """The languages whose texts this person answers for; None: all of them."""

    _is_checked = False

    def is_valid(self) -> bool:
        """As Wagtail's; what is submitted or published also passes the editorial checks. Drafts always may be unfinished."""
        if not super().is_valid():
            return False
        if self.is_deferred_validation or self._is_checked or self._takes_back():
            return True
        self._is_checked = True
        rows = partial(rows_of, self)
        add_errors(self, blocking_findings(self.instance, in_languages=self.languages_to_check, rows=rows))
        return bool(super().is_valid())

    def _takes_back(self) -> bool:
        """Whether the form asks for changes or ends a review: nothing becomes public by that."""
        return "action-cancel-workflow" in self.data or self.data.get("workflow-action-name") == "reject"

    def clean(self) -> Any:
        """As Wagtail's; refuses years nobody means, and on publication a language said to be ready that has no title or summary."""
        self._refuse_strange_years()
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for code in languages.translations():
                self._check_readiness(cleaned, code)
        if self.instance._state.adding:
            self._check_addresses(cleaned)
        return cleaned

    def _refuse_strange_years(self) -> None:
        """In drafts too, and first: a moment of the year 1 is before any that can be reckoned in another time zone."""
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, dt.date) and value.year not in YEARS:
                years = {"first": YEARS[0], "last": YEARS[-1]}
                self.add_error(name, _("Please look at the year: it must lie between %(first)d and %(last)d.") % years)

    def _check_addresses(self, cleaned: dict[str, Any]) -> None:
        # A new page does not know its parent yet, so the model cannot check; afterwards it does.
        row = {column: cleaned.get(column) for column in languages.address_columns()}
        clashing = addresses.clashes(row, addresses.children_rows(self.parent_page))
        clashing.pop(languages.source(), None)
        try:
            addresses.refuse(clashing)
        except ValidationError as error:
            self.add_error(None, error)

    def _check_readiness(self, cleaned: dict[str, Any], code: str) -> None:
        if not languages.is_ready({f"is_ready_{code}": cleaned.get(f"is_ready_{code}")}, code):
            return
        for field in ("title", "summary"):
            column = languages.column(field, code)
            if column in self.fields and not cleaned.get(column):
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
        if upload is not None and upload.size > MAX_CAPTION_BYTES:
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
