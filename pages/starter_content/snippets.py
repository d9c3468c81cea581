"""Loads the records that pages refer to: words of the catalogue, helplines, figures, associations, people.

A record that is there already, whoever made it, stays as it is.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Model

from pages import languages
from pages.models import (
    AgeBand,
    Audience,
    CrisisReason,
    CrisisReasonHelpline,
    Evidence,
    Helpline,
    HelplineHours,
    Organisation,
    Person,
    PersonLink,
    Speaker,
    Theme,
)
from pages.models.crisis import WORD_LISTS, steps_column
from pages.starter_content.columns import columns
from pages.starter_content.keys import stable_key
from pages.starter_content.sources import Record, crisis_words, records

DAYS = range(7)
MIDNIGHT = dt.time(0)
HELPLINE_COLUMNS = (
    *("order", "number_short", "operator", "chat_url", "is_free", "is_anonymous", "is_text_message"),
    *("languages_spoken", "supersedes", "former_names", "valid_from", "source_url", "last_verified_on"),
)


def load_vocabulary() -> int:
    """Themes (each after its parent), audiences and ages; returns how many were missing."""
    return (
        sum(_ensure(Audience, "code", record, "name", plain=("order",)) for record in records("audiences"))
        + sum(_ensure(AgeBand, "code", record, "name", plain=("order", "school_levels")) for record in records("ages"))
        + sum(_load_theme(record) for record in records("themes"))
    )


def load_helplines() -> int:
    """The helplines with their hours; returns how many were missing."""
    return sum(_load_helpline(record) for record in records("helplines"))


def load_evidence() -> int:
    """The figures and their study; returns how many were missing."""
    plain = ("figure", "study", "author", "started_on", "ended_on", "review_due_on")
    return sum(_ensure(Evidence, "code", record, "statement", plain=plain) for record in records("evidence"))


def load_crisis_reasons(helplines: dict[str, int], pages: dict[str, int]) -> int:
    """The reasons for urgent help with their lines and guides; returns how many were missing."""
    made = 0
    for order, record in enumerate(records("crisis_reasons"), start=1):
        if CrisisReason.objects.filter(code=record["code"]).exists():
            continue
        reason: Any = CrisisReason(
            **_values("crisisreason", "code", record, ("title", "message"), ()), order=order, guide_id=pages.get(record.get("guide", ""))
        )
        for speaker in Speaker.values:
            steps = {code: "\n".join(sentences) for code, sentences in record[speaker].items()}
            for column, text in columns(steps_column(speaker), steps).items():
                setattr(reason, column, text)
        reason.helplines = [
            CrisisReasonHelpline(sort_order=position, helpline_id=helplines[code]) for position, code in enumerate(record["helplines"])
        ]
        _fill_words(reason)
        reason.save()
        made += 1
    return made


def fill_crisis_words() -> int:
    """The lists by which searches are recognised, for each reason of which no list has a word yet; returns how many were filled."""
    filled = [reason for reason in CrisisReason.objects.all() if _fill_words(reason)]
    for reason in filled:
        reason.save()
    return len(filled)


def _fill_words(reason: CrisisReason) -> bool:
    """Writes the lists into a reason in which editors have written none; returns whether it did."""
    names = [languages.column(name, code) for name in WORD_LISTS for code in languages.codes()]
    if any(str(getattr(reason, name) or "").strip() for name in names):
        return False
    for code, lists in crisis_words(reason.code).items():
        for name in WORD_LISTS:
            if code in languages.codes() and name in lists:
                setattr(reason, languages.column(name, code), lists[name])
    return True


def load_organisations(images: dict[str, int]) -> int:
    """The associations, with their card for a logo; returns how many were missing."""
    plain = ("short_name", "url", "default_licence")
    return sum(
        _ensure(
            Organisation, "slug", record, "name", "description", "accreditations", plain=plain, extra={"logo_id": images[record["logo"]]}
        )
        for record in records("organisations")
    )


def load_people(images: dict[str, int]) -> int:
    """The guests, with their card for a portrait; returns how many were missing."""
    organisations = dict(Organisation.objects.values_list("slug", "pk"))
    made = 0
    for record in records("people"):
        if Person.objects.filter(slug=record["slug"]).exists():
            continue
        person = Person(
            **_values("person", "slug", record, ("display_name", "role", "biography"), ("kind", "biography_date")),
            organisation_id=organisations.get(record.get("organisation", "")),
            portrait_id=images[record["portrait"]],
        )
        person.links.set([PersonLink(sort_order=position, **link) for position, link in enumerate(record.get("links", []))])
        person.save()
        made += 1
    return made


def _load_theme(record: Record) -> int:
    parent = Theme.objects.get(slug=record["parent"]) if "parent" in record else None
    return _ensure(Theme, "slug", record, "name", "description", plain=("pillar",), extra={"parent": parent})


def _load_helpline(record: Record) -> int:
    if Helpline.objects.filter(code=record["code"]).exists():
        return 0
    helpline = Helpline(**_values("helpline", "code", record, ("name", "audience_note"), HELPLINE_COLUMNS))
    opens, closes = (MIDNIGHT, MIDNIGHT) if record["hours"] == "always" else map(dt.time.fromisoformat, record["hours"])
    helpline.hours.set([HelplineHours(sort_order=day, weekday=day, opens=opens, closes=closes) for day in DAYS])
    helpline.themes = list(Theme.objects.filter(slug__in=record.get("themes", [])))
    helpline.save()
    return 1


def _ensure(
    model: type[Model], identifier: str, record: Record, *translated: str, plain: tuple[str, ...] = (), extra: Record | None = None
) -> int:
    """Makes the record if nothing has its slug or code; returns 1 if it was made, else 0."""
    if model._default_manager.filter(**{identifier: record[identifier]}).exists():
        return 0
    model(**_values(model._meta.model_name or "", identifier, record, translated, plain), **(extra or {})).save()
    return 1


def _values(kind: str, identifier: str, record: Record, translated: tuple[str, ...], plain: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, Any] = {name: record[name] for name in plain if name in record}
    for name in translated:
        values |= columns(name, record.get(name))
    return {"key": stable_key(kind, record[identifier]), identifier: record[identifier], **values}
