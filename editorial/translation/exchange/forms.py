"""The forms of the exchange: what goes into a file, and which file is brought."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser

from editorial.translation.board import pages_of_edition
from editorial.translation.exchange import intake
from editorial.translation.exchange.checking import Report, checked
from editorial.translation.exchange.choosing import languages_written_by, writable_pages
from editorial.translation.exchange.rows import UnfitFileError
from pages import languages
from pages.choosing import choosable_pages
from pages.models import BasePage, EditionPage

ALL, EDITION, PAGE = "all", "edition", "page"
TO_DO, EVERYTHING = "to_do", "everything"


class _PageChoice(forms.ModelChoiceField):
    """A page, by the title that the admin calls it."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_admin_display_title())


class _OwnPageChooser(AdminPageChooser):
    """Names the page that is chosen only to those who may choose it: an address may bring any number."""

    pages: QuerySet[BasePage] = BasePage.objects.none()

    def get_instance(self, value: Any) -> BasePage | None:
        """The page behind the number, if it is there to be chosen."""
        return self.pages.filter(pk=value).first() if str(value).isdecimal() else None


class DownloadForm(forms.Form):
    """What goes into a file."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    scope = forms.ChoiceField(
        label=gettext_lazy("Pages"),
        choices=[
            (ALL, gettext_lazy("All pages that I may translate")),
            (EDITION, gettext_lazy("An edition and its contents")),
            (PAGE, gettext_lazy("One page")),
        ],
        widget=forms.RadioSelect,
        initial=ALL,
    )
    # By the id of the page that an edition is: numbers that no table holds are no edition.
    edition = _PageChoice(label=gettext_lazy("Edition"), queryset=EditionPage.objects.none(), required=False, to_field_name="id")
    page = forms.ModelChoiceField(
        label=gettext_lazy("Page"), queryset=BasePage.objects.none(), required=False, widget=_OwnPageChooser(target_models=[BasePage])
    )
    what = forms.ChoiceField(
        label=gettext_lazy("Texts"),
        choices=[(TO_DO, gettext_lazy("What is to do")), (EVERYTHING, gettext_lazy("All texts"))],
        widget=forms.RadioSelect,
        initial=TO_DO,
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[
            ("xlsx", gettext_lazy("Sheet (XLSX): Excel, LibreOffice")),
            ("po", gettext_lazy("PO: Poedit and other translation tools")),
        ],
        widget=forms.RadioSelect,
        initial="xlsx",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        _choices(self, "language", [(code, languages.native_name(code)) for code in languages_written_by(user)])
        seen = choosable_pages(user, BasePage.objects.filter(depth__gt=1))
        _queryset(self, "edition", EditionPage.objects.filter(pk__in=seen.values("pk")).order_by("-number"))
        _queryset(self, "page", seen)
        self.fields["page"].widget.pages = seen

    def clean(self) -> dict[str, Any]:
        """Asks for the edition, or the page, where one is meant."""
        cleaned: dict[str, Any] = super().clean() or {}
        scope = cleaned.get("scope")
        if scope in (EDITION, PAGE) and not self.errors and cleaned.get(scope) is None:
            self.add_error(scope, _("Choose one."))
        return cleaned

    def pages(self) -> list[BasePage]:
        """The pages that go into the file."""
        code, scope = self.cleaned_data["language"], self.cleaned_data["scope"]
        if scope == EDITION:
            return writable_pages(self.user, code, pages_of_edition(self.cleaned_data[EDITION]))
        if scope == PAGE:
            return writable_pages(self.user, code, BasePage.objects.filter(pk=self.cleaned_data[PAGE].pk))
        return writable_pages(self.user, code)


class UploadForm(forms.Form):
    """A file that is brought back, held against the site at once."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PO or XLSX, as downloaded here. Nothing is saved before you have seen what it would change."),
        widget=forms.FileInput(attrs={"accept": ".po,.xlsx"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        # Two forms on one screen ask for a language.
        super().__init__(*args, **{"auto_id": "upload_%s", **kwargs})
        self.user = user
        own = [(code, languages.native_name(code)) for code in languages_written_by(user)]
        _choices(self, "language", [("", _("The one that the file says")), *own])

    def clean_file(self) -> Any:
        """Refuses what may not be opened."""
        file = self.cleaned_data["file"]
        self.cleaned_data["content"] = intake.content_of(file)
        return file

    def clean(self) -> dict[str, Any]:
        """Refuses what says nothing that can be understood."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                self.check(cleaned["content"], cleaned["file"].name)
            except UnfitFileError as error:
                raise ValidationError({"file": str(error)}) from error
        return cleaned

    def check(self, content: bytes, name: str) -> Report:
        """The file held against the site. Raises ``UnfitFileError``."""
        return checked(intake.read(content, name.lower().rpartition(".")[2]), self.user, self.cleaned_data["language"])


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field: Any = form.fields[name]
    field.choices = choices


def _queryset(form: forms.Form, name: str, queryset: QuerySet[Any]) -> None:
    field: Any = form.fields[name]
    field.queryset = queryset
