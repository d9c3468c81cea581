"""Enumerations: languages, orders, image sizes, and the choices of models."""

from __future__ import annotations

from enum import Enum
from typing import Any

import graphene
from django.conf import settings
from django.db.models import Choices, Field
from django.utils import translation
from graphene.utils.str_converters import to_snake_case

from api.declarations import description_of
from api.loading.catalogue import page_types
from pages import languages
from pages.event_status import EventStatus
from pages.licences import Licence
from pages.media.renditions import RENDITIONS, SHAPES
from pages.models import (
    CaptionKind,
    ContentWarning,
    CrisisCode,
    EditionPartner,
    EventKind,
    HelplineHours,
    KitFileKind,
    KitLevel,
    PageReportKind,
    PersonKind,
    Pillar,
    Speaker,
    resource_types,
)


def _english(text: object) -> str:
    """A label as it stands in the code: the contract speaks English whatever language the process speaks."""
    with translation.override(None):
        return str(text)


_LANGUAGE_NAMES = {code: _english(name) for code, name in settings.LANGUAGES}


def _describe_locale(value: Any) -> str:
    return "A language of the site." if value is None else f"{_LANGUAGE_NAMES[value.value]} ({languages.native_name(value.value)})."


def _describe_rendition(value: Any) -> str:
    return "A size in which images go out." if value is None else RENDITIONS[value.value].purpose


Locale = graphene.Enum("Locale", [(code.upper().replace("-", "_"), code) for code in languages.codes()], description=_describe_locale)


def _describe_shape(value: Any) -> str:
    return "What of an image is shown." if value is None else SHAPES[value.value].purpose


RenditionName = graphene.Enum("RenditionName", [(name.upper(), name) for name in RENDITIONS], description=_describe_rendition)
ImageShape = graphene.Enum("ImageShape", [(name.upper(), name) for name in SHAPES], description=_describe_shape)


_RESOURCES = {str(model._meta.model_name): model for model in resource_types()}


def _describe_resource(value: Any) -> str:
    return "A kind of resource." if value is None else description_of(_RESOURCES[value.value])


ResourceType = graphene.Enum(
    "ResourceType",
    [(to_snake_case(model.__name__.removesuffix("Page")).upper(), name) for name, model in _RESOURCES.items()],
    description=_describe_resource,
)


_TYPES = {str(model._meta.model_name): model for model in page_types()}


def _describe_type(value: Any) -> str:
    return "A type of page." if value is None else description_of(_TYPES[value.value])


PageType = graphene.Enum(
    "PageType", [(to_snake_case(model.__name__).upper(), name) for name, model in _TYPES.items()], description=_describe_type
)


class TextDirection(graphene.Enum):
    """The direction in which a language is written."""

    LTR = "ltr"
    RTL = "rtl"

    @property
    def description(self) -> str:
        """What the value means."""
        return "From left to right." if self.value == "ltr" else "From right to left."


# The choices of models, with the names and descriptions they have for readers. The values are described by their labels.
_CHOICES: dict[type[Choices], tuple[str, str]] = {
    PageReportKind: ("PageReportKind", "What a reader says of a page."),
    Licence: ("Licence", "How much of a page others may republish."),
    ContentWarning: ("ContentWarning", "What a reader should be told before the text begins."),
    Pillar: ("Pillar", "One of the five parts of a child's digital life that the Club speaks of."),
    PersonKind: ("PersonKind", "In what quality a person speaks."),
    EditionPartner.Role: ("EditionPartnerRole", "What an organisation is to an edition."),
    CrisisCode: ("CrisisCode", "Why somebody needs help now."),
    Speaker: ("Speaker", "Who asks for urgent help: each is spoken to in their own way."),
    CaptionKind: ("CaptionKind", "What the text of a track is for."),
    HelplineHours.Weekday: ("Weekday", "A day of the week."),
    EventKind: ("EventKind", "What people come to."),
    EventStatus: ("EventStatus", "Where an event stands."),
    KitLevel: ("KitLevel", "The school whose families a kit invites."),
    KitFileKind: ("KitFileKind", "What a file of a kit is for."),
}


def _enum_of(choices: type[Choices], name: str, description: str) -> Any:
    def describe(value: Any) -> str:
        return description if value is None else f"{_english(choices(value.value).label)}."

    return graphene.Enum.from_enum(Enum(name, [(choice.name, choice.value) for choice in choices]), description=describe)


CHOICE_ENUMS: dict[frozenset[object], Any] = {
    frozenset(choices.values): _enum_of(choices, name, description) for choices, (name, description) in _CHOICES.items()
} | {frozenset(languages.codes()): Locale}


def enum_for(field: Field[Any, Any]) -> Any | None:
    """The enumeration of a model field with choices; None for a field without. Choices that nobody named raise KeyError."""
    if not field.choices:
        return None
    return CHOICE_ENUMS[frozenset(value for value, _label in field.flatchoices)]
