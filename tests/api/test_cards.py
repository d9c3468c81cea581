"""The image of a page that the API gives leads to the card itself, and an answer knows all that the card is drawn from."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from graphql import execute_sync, parse

from api.loading.catalogue import page_types
from api.loading.operation import Operation
from api.schema.build import schema
from pages import models
from pages.days import day_of, end_of
from tests.api.asking import ask, data_of
from tests.api.hidden import resource
from tests.api.scenes import stream
from tests.factories import (
    EditionPageFactory,
    EventPageFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    InterviewPageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    StandardPageFactory,
    private_collection,
)

pytestmark = pytest.mark.django_db

IMAGE = "seo { image { url width height altText } }"


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Pages stand below a home page that is there."""


def image(path: str, locale: str = "FR") -> Any:
    return data_of(f'{{ page(path: "{path}", locale: {locale}) {{ {IMAGE} }} }}')["page"]["seo"]["image"]


def status(address: str) -> int:
    return Client().get(address.removeprefix("http://testserver")).status_code


def everything(**fields: Any) -> dict[str, Any]:
    """What a card can show."""
    cover = ImageFactory(focal_point_x=10, focal_point_y=9, focal_point_width=4, focal_point_height=4)
    signed = [OrganisationFactory(short_name=name) for name in ("Zèbre", "Abeille")]
    return {"organisation": OrganisationFactory(short_name="UNAF"), "cosigning_organisations": signed, "cover_image": cover, **fields}


def test_every_address_leads_to_the_card_itself() -> None:
    lines = stream(*(("helpline", HelplineFactory(number_short=number, name_fr=f"{number} : aide").pk) for number in ("3018", "119")))
    titles = {"title_fr": "Guide", "title_en": "Guide in English", "title_ar": "دليل", "ready": ["en", "ar"]}
    GuidePageFactory(slug="guide", **titles, **everything())
    GuidePageFactory(slug="aide", title_fr="Que faire", is_crisis=True, steps_fr=lines, **everything())
    StandardPageFactory(slug="page", cover_image=ImageFactory(collection=private_collection()))
    asked = [
        ("/ressources/guide", "FR"),
        ("/ressources/guide", "EN"),
        ("/ressources/guide", "AR"),
        ("/ressources/aide", "AR"),
        ("/page", "FR"),
        ("/", "FR"),
    ]
    shown = [image(*each) for each in asked]
    assert [(status(each["url"]), each["width"], each["height"]) for each in shown] == [(200, 1200, 630)] * 6
    assert [each["altText"] for each in shown[1:4]] == [
        "Guide in English · Practical guide · UNAF · Abeille · Zèbre · The Connected Parents' Club",
        "دليل · دليل عملي · UNAF · Abeille · Zèbre · نادي الأهل المتصلين",
        # Not ready in Arabic: a French card. The first number of the text alone.
        "Que faire · Guide pratique · 3018 Aide · UNAF · Abeille · Zèbre · Le Club des Parents Connectés",
    ]


def test_each_type_of_page_has_its_card() -> None:
    for factory in (EditionPageFactory, InterviewPageFactory, EventPageFactory, OrganisationPageFactory, StandardPageFactory):
        factory()
    for model in models.resource_types():
        resource(model)
    types = set()
    for page in models.BasePage.objects.filter(live=True, depth__gt=1):
        path = page.public_paths.get(language="fr", is_current=True).path
        assert status(image(path)["url"]) == 200
        types.add(page.specific_class)
    assert types == set(page_types())


@pytest.mark.parametrize("count", [1, 20])
def test_cards_take_the_same_statements_for_many(count: int) -> None:
    for number in range(count):
        line = HelplineFactory(number_short="3018")
        GuidePageFactory(slug=f"aide-{number}", is_crisis=True, steps_fr=stream(("helpline", line.pk)), **everything())
        GuidePageFactory(slug=f"guide-{number}", **everything())

    answer = ask(f"{{ resources(first: 50) {{ nodes {{ {IMAGE} }} }} }}")

    assert len(answer.data["resources"]["nodes"]) == 2 * count
    # The guides; their associations; those that sign too; covers; texts of urgent help; their lines.
    assert len(answer.statements) == 6


def test_an_answer_knows_what_the_card_is_drawn_from() -> None:
    yesterday, tomorrow = (day_of() + dt.timedelta(days=days) for days in (-1, 1))
    gone = HelplineFactory(number_short="3020", valid_to=yesterday)
    line = HelplineFactory(number_short="3018", valid_to=tomorrow)
    page = GuidePageFactory(slug="guide", **everything())
    urgent = GuidePageFactory(slug="aide", is_crisis=True, steps_fr=stream(("helpline", gone.pk), ("helpline", line.pk)), **everything())

    def made_from(path: str, field: str) -> Any:
        operation = Operation("default", timezone.now())
        result = execute_sync(schema(), parse(f'{{ page(path: "{path}") {{ seo {{ {field} }} }} }}'), context_value=operation)
        assert result.errors is None
        return operation.made_from

    for field in ("image { url }", "jsonLd"):
        signed = {("organisation", page.organisation_id), *(("organisation", found.pk) for found in page.cosigning_organisations.all())}
        calm = made_from("/ressources/guide", field)
        assert calm.tags >= {("page", page.pk), ("image", page.cover_image_id), *signed}
        assert calm.valid_until is None
        help_ = made_from("/ressources/aide", field)
        assert help_.tags >= {("page", urgent.pk), ("helpline", gone.pk), ("helpline", line.pk)}
        assert help_.valid_until == end_of(tomorrow)


def test_a_server_without_letters_for_a_language_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    GuidePageFactory(slug="guide", title_ar="دليل", ready=["ar"])
    french, arabic = image("/ressources/guide"), image("/ressources/guide", "AR")
    monkeypatch.setattr("pages.drawing.lettering.features.check", lambda _name: False)
    assert (image("/ressources/guide"), image("/ressources/guide", "AR")) == (french, None)
    assert (status(french["url"]), status(arabic["url"])) == (200, 404)
