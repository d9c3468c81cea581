"""The catalogue's records through the admin: added, edited, deleted, each act written to the journal."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pages import models
from tests.factories import (
    AgeBandFactory,
    AudienceFactory,
    EvidenceFactory,
    HelplineFactory,
    ImageFactory,
    OrganisationFactory,
    PersonFactory,
    ThemeFactory,
    VideoFactory,
)
from tests.pages.admin.screens import Data, errors, open_screen, rows, soup

FACTORIES = (
    AgeBandFactory,
    AudienceFactory,
    EvidenceFactory,
    HelplineFactory,
    OrganisationFactory,
    PersonFactory,
    ThemeFactory,
    VideoFactory,
)

Actions = models.ContentEvent.Action


def address(model: type[Model], name: str, *arguments: Any) -> str:
    return reverse(f"wagtailsnippets_pages_{model._meta.model_name}:{name}", args=arguments)


def add(client: Client, model: type[Model], **typed: Any) -> HttpResponse:
    screen = address(model, "add")
    return client.post(screen, {**open_screen(client, screen), **typed})


def edit(client: Client, record: Model, **typed: Any) -> HttpResponse:
    screen = address(type(record), "edit", record.pk)
    return client.post(screen, {**open_screen(client, screen), **typed})


def events(kind: str) -> list[tuple[str, int]]:
    return list(models.ContentEvent.objects.filter(kind=kind).order_by("pk").values_list("action", "object_id"))


@pytest.mark.parametrize("factory", FACTORIES)
def test_each_kind_of_record_has_its_screens_and_can_be_saved_as_it_is(factory: Any, db: None, editor: Client) -> None:
    record = factory()
    model = type(record)
    before = list(model.objects.values())
    for name in ("list", "add"):
        soup(editor.get(address(model, name)))
    for name in ("edit", "delete", "usage", "history"):
        soup(editor.get(address(model, name, record.pk)))
    assert edit(editor, record).status_code == 302
    changed = {
        name: (was, row[name])
        for row, old in zip(model.objects.values(), before, strict=True)
        for name, was in old.items()
        if (was or "") != (row[name] or "")
    }
    assert changed == {}
    assert events(record._meta.model_name) == [(Actions.PUBLISHED, record.pk)]


@pytest.mark.parametrize("factory", FACTORIES)
def test_arabic_is_written_from_right_to_left(factory: Any, db: None, admin_client: Client) -> None:
    screen = soup(admin_client.get(address(factory._meta.model, "add")))
    in_arabic = {field["name"] for field in screen.select("[name]") if field["name"].endswith("_ar")}
    assert in_arabic
    assert {field["name"] for field in screen.select('[data-direction="rtl"] [name]')} == in_arabic


def test_a_person_is_added_edited_and_deleted(db: None, editor: Client) -> None:
    portrait = ImageFactory()
    typed = {
        "display_name_fr": "Justine Atlan",
        "display_name_ar": "جوستين أتلان",
        "slug": "justine-atlan",
        "role_fr": "Directrice générale",
        "organisation": str(OrganisationFactory().pk),
        "portrait": str(portrait.pk),
        **rows("links", {"label": "Site", "url": "https://e-enfance.invalid/"}),
    }
    assert add(editor, models.Person, **typed).status_code == 302
    person = models.Person.objects.get()
    assert (person.display_name_fr, person.display_name_en, person.display_name_ar) == ("Justine Atlan", None, "جوستين أتلان")
    assert (person.portrait, [(link.label, link.url) for link in person.links.all()]) == (
        portrait,
        [("Site", "https://e-enfance.invalid/")],
    )
    assert edit(editor, person, role_en="Chief executive", **{"links-0-label": "Page"}).status_code == 302
    person = models.Person.objects.get()
    assert (person.role_fr, person.role_en, [link.label for link in person.links.all()]) == (
        "Directrice générale",
        "Chief executive",
        ["Page"],
    )
    assert editor.post(address(models.Person, "delete", person.pk)).status_code == 302
    assert not models.Person.objects.exists()
    assert events("person") == [(Actions.PUBLISHED, person.pk), (Actions.CHANGED, person.pk), (Actions.WITHDRAWN, person.pk)]


def test_a_person_without_a_french_name_is_refused(db: None, admin_client: Client) -> None:
    response = add(admin_client, models.Person, display_name_en="Justine Atlan", slug="justine-atlan")
    assert errors(response) == {"display_name_fr": ["Champ requis."]}
    assert not models.Person.objects.exists()


def test_a_helpline_is_added_with_its_hours(db: None, editor: Client) -> None:
    typed: Data = {
        "number_short": "3018",
        "number_e164": "",
        "name_fr": "3018",
        "code": "3018",
        "operator": "e-Enfance",
        **rows("hours", *({"weekday": str(day), "opens": "9:00", "closes": "23:00"} for day in range(7))),
        **rows("exceptions", {"date": "2026-12-25", "opens": "", "closes": ""}),
    }
    assert add(editor, models.Helpline, **typed).status_code == 302
    line = models.Helpline.objects.get()
    assert line.is_open(dt.datetime(2026, 12, 24, 9, 0, tzinfo=dt.UTC))
    assert not line.is_open(dt.datetime(2026, 12, 25, 9, 0, tzinfo=dt.UTC))
    assert events("helpline") == [(Actions.PUBLISHED, line.pk)]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"timezone": "Europe/Lutece"}, "timezone", "Fuseau horaire inconnu."),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "valid_to", "La fin est avant le début."),
        ({"number_short": "trois mille"}, "number_short", "Des chiffres et des espaces seulement."),
        ({"number_e164": "0800200000"}, "number_e164", "Comme +33123456789."),
    ],
)
def test_a_helpline_that_cannot_be_is_refused(typed: Data, field: str, said: str, db: None, admin_client: Client) -> None:
    line = HelplineFactory()
    before = list(models.Helpline.objects.values())
    assert errors(edit(admin_client, line, **typed)) == {field: [said]}
    assert list(models.Helpline.objects.values()) == before
    assert events("helpline") == [(Actions.PUBLISHED, line.pk)]


def test_a_theme_cannot_stand_below_itself(db: None, admin_client: Client) -> None:
    above = ThemeFactory()
    below = ThemeFactory(parent=ThemeFactory(parent=above))
    assert errors(edit(admin_client, above, parent=str(below.pk))) == {"parent": ["Un thème ne peut pas être placé sous lui-même."]}
    assert models.Theme.objects.get(pk=above.pk).parent is None
