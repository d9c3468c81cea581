"""The fields of the root that lead to records: people, organisations, themes, key figures, and what urgent help needs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import graphene

from api.loading.rows import Row
from api.pagination import Connection
from api.schema.grapple_types import type_of
from api.types import record_filters, roots
from api.types.arguments import connection_of, filter_argument, locale_argument, order_argument, speaker_argument
from api.types.enums import CHOICE_ENUMS
from api.types.event import Department, DepartmentFacts
from api.types.orders import BY_CODE, NAMED, NameOrder, chosen
from pages import departments
from pages.models import AgeBand, Audience, CrisisCode, CrisisReason, Evidence, Helpline, Organisation, Person, Theme


def _record(model: Any, what: str) -> graphene.Field:
    return graphene.Field(
        lambda: type_of(model),
        slug=graphene.String(description=f"The slug of the {what}."),
        id=graphene.ID(description=f"The id of the {what}. Its language is asked unless `locale` says another."),
        locale=locale_argument(),
        description=f"One {what}, by slug or id; null where there is none.",
    )


def _terms(model: Any, description: str) -> graphene.List:
    return graphene.List(graphene.NonNull(lambda: type_of(model)), required=True, locale=locale_argument(), description=description)


class RecordFields:
    """Records that pages are filed under, or that stand beside them."""

    person = _record(Person, "person")
    people = connection_of(
        "Person",
        lambda: type_of(Person),
        "people",
        "The people named on the site.",
        filter_=filter_argument(record_filters.PersonFilter),
        order_by=order_argument(NameOrder, "NAME"),
    )
    organisation = _record(Organisation, "organisation")
    organisations = connection_of(
        "Organisation",
        lambda: type_of(Organisation),
        "organisations",
        "The associations of the Club and their partners.",
        order_by=order_argument(NameOrder, "NAME"),
    )
    theme = _record(Theme, "theme")
    themes = connection_of(
        "Theme",
        lambda: type_of(Theme),
        "themes",
        "The subjects of the site.",
        filter_=filter_argument(record_filters.ThemeFilter),
        order_by=order_argument(NameOrder, "NAME"),
    )
    ages = _terms(AgeBand, "The ages of the child that pages are meant for, in order: their codes are those of filters.")
    audiences = _terms(Audience, "For whom pages are written, in order: their codes are those of filters.")
    departments = graphene.List(
        graphene.NonNull(Department), required=True, description="The departments of France, by code: those of the filter of events."
    )
    evidence = connection_of(
        "Evidence",
        lambda: type_of(Evidence),
        "key figures",
        "The key figures that pages quote, each with its study, by code.",
        filter_=filter_argument(record_filters.EvidenceFilter),
    )
    helplines = graphene.List(
        graphene.NonNull(lambda: type_of(Helpline)),
        required=True,
        at=graphene.DateTime(description="The moment that isOpen and nextOpening speak of, with its offset from UTC; now if not said."),
        locale=locale_argument(),
        description="The lines that exist on that day, in the order in which to show them.",
    )
    crisis_reason = graphene.Field(
        lambda: type_of(CrisisReason),
        code=graphene.Argument(CHOICE_ENUMS[frozenset(CrisisCode.values)], required=True, description="The reason."),
        speaker=speaker_argument(),
        locale=locale_argument(),
        description="What to say and do first for one reason, and whom to call now; null where nothing is written for it.",
    )
    crisis_reasons = graphene.List(
        graphene.NonNull(lambda: type_of(CrisisReason)),
        required=True,
        speaker=speaker_argument(),
        locale=locale_argument(),
        description="Every reason for urgent help, in the order in which to show them.",
    )

    @staticmethod
    def resolve_person(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One person."""
        return roots.one_record(info.context, Person, locale, **named_by)

    @staticmethod
    def resolve_people(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The people."""
        return roots.all_of(info.context, Person, chosen(NAMED, order_by, "name"), record_filters.people, **asked)

    @staticmethod
    def resolve_organisation(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One organisation."""
        return roots.one_record(info.context, Organisation, locale, **named_by)

    @staticmethod
    def resolve_organisations(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The organisations."""
        return roots.all_of(info.context, Organisation, chosen(NAMED, order_by, "name"), **asked)

    @staticmethod
    def resolve_theme(_root: None, info: Any, locale: Any = None, **named_by: Any) -> Row | None:
        """One theme."""
        return roots.one_record(info.context, Theme, locale, **named_by)

    @staticmethod
    def resolve_themes(_root: None, info: Any, order_by: Any = None, **asked: Any) -> Connection:
        """The themes."""
        return roots.all_of(info.context, Theme, chosen(NAMED, order_by, "name"), record_filters.themes, **asked)

    @staticmethod
    def resolve_ages(_root: None, info: Any, locale: Any = None) -> list[Row]:
        """The ages."""
        return roots.terms(info.context, AgeBand, locale)

    @staticmethod
    def resolve_audiences(_root: None, info: Any, locale: Any = None) -> list[Row]:
        """The audiences."""
        return roots.terms(info.context, Audience, locale)

    @staticmethod
    def resolve_departments(_root: None, _info: Any) -> list[DepartmentFacts]:
        """The departments."""
        return [DepartmentFacts(code, name) for code, name in departments.NAMES.items()]

    @staticmethod
    def resolve_evidence(_root: None, info: Any, **asked: Any) -> Connection:
        """The key figures."""
        return roots.all_of(info.context, Evidence, BY_CODE, record_filters.evidence, **asked)

    @staticmethod
    def resolve_helplines(_root: None, info: Any, at: dt.datetime | None = None, locale: Any = None) -> list[Row]:
        """The helplines."""
        return roots.helplines(info.context, at, roots.asked(locale))

    @staticmethod
    def resolve_crisis_reason(_root: None, info: Any, code: Any, speaker: Any = None, locale: Any = None) -> Row | None:
        """One reason for urgent help."""
        return next(iter(roots.crisis_reasons(info.context, code, speaker, locale)), None)

    @staticmethod
    def resolve_crisis_reasons(_root: None, info: Any, speaker: Any = None, locale: Any = None) -> list[Row]:
        """Every reason."""
        return roots.crisis_reasons(info.context, None, speaker, locale)
