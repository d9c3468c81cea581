"""What the site calls the kinds of things that the schema names by a word of its own."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

PAGE_KINDS: Mapping[str, str | Promise] = {
    "ActivityPage": _("Activity"),
    "ArticlePage": _("Article"),
    "ConversationPage": _("Talking about it"),
    "EditionIndexPage": _("Editions"),
    "EditionPage": _("Edition"),
    "EventIndexPage": _("Meetings"),
    "EventPage": _("Meeting"),
    "FaqPage": _("Question"),
    "GuidePage": _("Guide"),
    "HomePage": _("Home"),
    "InterviewPage": _("Interview"),
    "KitPage": _("Kit for a parents' evening"),
    "OrganisationPage": _("Association"),
    "PartnerResourcePage": _("From a partner"),
    "ResourceIndexPage": _("Resources"),
    "StandardPage": _("Page"),
    "TutorialPage": _("Tutorial"),
}
"""By the type of a page."""

LANGUAGES: Mapping[str, str | Promise] = {
    "fr": pgettext_lazy("inside a sentence", "French"),
    "en": pgettext_lazy("inside a sentence", "English"),
    "ar": pgettext_lazy("inside a sentence", "Arabic"),
}
"""By code; other languages by the name that Django knows."""

VALUES: Mapping[str, Mapping[str, str | Promise]] = {
    "ContentWarning": {
        "VIOLENCE": _("This page speaks of violence."),
        "SEXUAL_VIOLENCE": _("This page speaks of sexual violence."),
        "SUICIDE": _("This page speaks of suicide."),
        "SHOCKING": _("This page shows or describes what may shock."),
    },
    "EventKind": {
        "VIRTUAL_CAFE": _("Virtual café"),
        "WORKSHOP": _("Workshop"),
        "CONFERENCE": _("Talk"),
        "DISCUSSION_GROUP": _("Discussion group"),
        "TRAINING": _("Training"),
        "SCHOOL_VISIT": _("Visit to a school"),
    },
    "EventStatus": {
        "LIVE": _("Happening now"),
        "ENDED": _("Over"),
        "CANCELLED": _("Cancelled"),
        "POSTPONED": _("Postponed"),
    },
    "KitFileKind": {
        "SLIDES": _("Slides"),
        "HANDOUT": _("Handout for parents"),
        "LETTER": _("Letter of invitation"),
    },
    "KitLevel": {
        "NURSERY": _("Nursery school"),
        "PRIMARY": _("Primary school"),
        "LOWER_SECONDARY": _("Lower secondary school"),
        "UPPER_SECONDARY": _("Upper secondary school"),
    },
    "PersonKind": {
        "EXPERT": _("Experts"),
        "PARENT": _("Parents"),
        "YOUNG_PERSON": _("Young people"),
    },
    "Pillar": {
        "FOUNDATIONS": _("Foundations"),
        "WELL_BEING": _("Well-being"),
        "ENGAGEMENT": _("Getting involved"),
        "AUTONOMY": _("Autonomy"),
        "OPPORTUNITIES": _("Opportunities"),
    },
}
"""By enumeration of the schema, then by value; a value that has nothing to say is left out."""


def said(value: str, enumeration: str) -> str:
    """What the site calls a value of an enumeration; nothing where there is nothing to say."""
    return str(VALUES[enumeration].get(value, ""))


def kind_of(page_type: str) -> str:
    """What the site calls a type of page."""
    return str(PAGE_KINDS.get(page_type, PAGE_KINDS["StandardPage"]))


def language(code: str) -> str:
    """What a language is called inside a sentence (`fr`, `FR`); its tag where nobody knows it."""
    known = code.lower()
    if known in LANGUAGES:
        return str(LANGUAGES[known])
    try:
        return str(get_language_info(known)["name_translated"]).lower()
    except KeyError:
        return code
