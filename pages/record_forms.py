"""The forms of helplines and ages: their lists are ticked, or written one item per line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from pages import languages
from pages.editorial_checks.number_finding import digits_of
from pages.list_fields import NameLinesField, NumberLinesField, TickedListField
from pages.models.vocabulary import SCHOOL_LEVELS

SPOKEN = ("fr", "en", "ar", "es", "pt", "it", "de", "nl", "pl", "ro", "ru", "uk", "tr", "fa", "hy", "vi", "zh-Hans")
"""The languages a line may be expected to speak, after those of the site, as BCP 47 tags."""


def spoken_languages() -> list[tuple[str, str]]:
    """The languages to tick, each named in the language of the interface."""
    tags = dict.fromkeys([*languages.codes(), *SPOKEN])
    return [(tag, capfirst(gettext(LANG_INFO[tag.lower()]["name"])) if tag.lower() in LANG_INFO else tag) for tag in tags]


class HelplineForm(WagtailAdminModelForm):
    """The form of a helpline."""

    languages_spoken = TickedListField(label=_("languages spoken"), required=False, choices=spoken_languages)
    supersedes = NumberLinesField(
        label=_("numbers it replaced"),
        required=False,
        help_text=_("Numbers that no longer answer, one per line, e.g. 0800 200 000. The checks refuse them in pages and captions."),
    )
    former_names = NameLinesField(
        label=_("names it replaced"),
        required=False,
        help_text=_("Names of lines that no longer answer, one per line, e.g. Net Écoute. Whoever searches for one is told of this line."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "languages_spoken" in self.fields:
            self.fields["languages_spoken"].also_offer(self.instance.languages_spoken)

    def clean(self) -> dict[str, Any]:
        """Refuses a line that would replace itself: the checks would then tell of its own number as an old one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        own = digits_of(cleaned.get("number_short") or "")
        if own and own in map(digits_of, cleaned.get("supersedes") or ()):
            self.add_error("supersedes", _("This is the line's own number."))
        return cleaned


class AgeBandForm(WagtailAdminModelForm):
    """The form of an age of the child."""

    school_levels = TickedListField(
        label=_("school levels"), required=False, choices=[(level, level) for level in SCHOOL_LEVELS], widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "school_levels" in self.fields:
            self.fields["school_levels"].also_offer(self.instance.school_levels)
