"""Editors are told which address is taken, and nothing is written."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pages import models
from tests.factories import GuidePageFactory, ResourceIndexPageFactory
from tests.pages.admin.screens import Data, errors, open_screen, soup

TAKEN = {
    "fr": "L’adresse «\xa0{}\xa0» est prise dans cette langue\xa0: par une autre page de cette rubrique, ou par le site lui-même.",
    "en": "The address “{}” is taken in this language: by another page of this section, or by the website itself.",
}


@pytest.fixture
def section(home: models.HomePage) -> models.BasePage:
    return ResourceIndexPageFactory(slug="ressources")


@pytest.fixture
def guide(section: models.BasePage) -> models.GuidePage:
    return GuidePageFactory(parent=section, slug="harcelement", address_en="bullying")


def everything() -> list[Data]:
    pages = list(models.BasePage.objects.order_by("pk").values())
    return [*pages, *models.PagePath.objects.order_by("pk").values(), *models.ContentEvent.objects.order_by("pk").values()]


def new_guide(client: Client, section: models.BasePage, **fields: str) -> tuple[str, Data]:
    add = reverse("wagtailadmin_pages:add", args=["pages", "guidepage", section.pk])
    return add, {**open_screen(client, add), "title_fr": "Titre", "summary_fr": "Résumé", **fields}


@pytest.mark.parametrize("action", ["action-publish", "save"])
@pytest.mark.parametrize(
    ("fields", "field", "wanted"),
    [
        ({"slug": "nouveau", "address_en": "bullying"}, "address_en", "bullying"),
        ({"slug": "nouveau", "address_ar": "harcelement"}, "address_ar", "harcelement"),
        ({"slug": "bullying"}, "address_en", "bullying"),
    ],
)
def test_a_new_page_may_not_take_the_address_of_a_sibling(
    action: str, fields: Data, field: str, wanted: str, section: models.BasePage, guide: models.GuidePage, editor: Client, interface: str
) -> None:
    add, data = new_guide(editor, section, **fields)
    before = everything()
    assert errors(editor.post(add, {**data, action: "1"})) == {field: [TAKEN[interface].format(wanted)]}
    assert everything() == before


def test_a_page_may_not_be_renamed_to_the_address_of_a_sibling(
    section: models.BasePage, guide: models.GuidePage, editor: Client, interface: str
) -> None:
    other = GuidePageFactory(parent=section, slug="autre")
    edit = reverse("wagtailadmin_pages:edit", args=[other.pk])
    data = open_screen(editor, edit)
    before = everything()
    for action in ("action-publish", "save"):
        assert errors(editor.post(edit, {**data, "address_en": "bullying", action: "1"})) == {
            "address_en": [TAKEN[interface].format("bullying")]
        }
    assert everything() == before


def test_the_address_of_a_draft_is_taken_too(section: models.BasePage, editor: Client, interface: str) -> None:
    GuidePageFactory(parent=section, slug="brouillon", live=False)
    add, data = new_guide(editor, section, slug="nouveau", address_ar="brouillon")
    assert errors(editor.post(add, {**data, "action-publish": "1"})) == {"address_ar": [TAKEN[interface].format("brouillon")]}


def test_a_page_stays_where_it_is_rather_than_lose_its_address(guide: models.GuidePage, editor: Client) -> None:
    elsewhere = ResourceIndexPageFactory(slug="autres", title_fr="Autres")
    GuidePageFactory(parent=elsewhere, slug="bullying")
    before = everything()
    response = editor.post(reverse("wagtailadmin_pages:move_confirm", args=[guide.pk, elsewhere.pk]), follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:move", args=[guide.pk]), 302)]
    said = soup(response).select_one(".messages").text
    assert (guide.title_fr in said, "Autres" in said, "bullying" in said, "English" in said) == (True, True, True, True)
    assert everything() == before


def test_pages_from_two_sections_do_not_collide_where_they_are_brought_together(
    section: models.BasePage, guide: models.GuidePage, editor: Client
) -> None:
    other = GuidePageFactory(parent=ResourceIndexPageFactory(), slug="bullying")
    elsewhere = ResourceIndexPageFactory()
    before = everything()
    action = reverse("wagtail_bulk_action", args=["pages", "basepage", "move"])
    response = editor.post(f"{action}?id={guide.pk}&id={other.pk}", {"chooser": str(elsewhere.pk)}, follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_explore", args=[section.pk]), 302)]
    assert "bullying" in soup(response).select_one(".messages").text
    assert everything() == before


def test_a_copy_may_not_take_the_slug_of_a_sibling(section: models.BasePage, guide: models.GuidePage, editor: Client) -> None:
    copy = reverse("wagtailadmin_pages:copy", args=[guide.pk])
    data = open_screen(editor, copy)
    before = everything()
    assert len(soup(editor.post(copy, data)).select(".error-message")) == 1
    assert everything() == before


def test_an_alias_is_not_offered_and_not_made(guide: models.GuidePage, editor: Client) -> None:
    copy = reverse("wagtailadmin_pages:copy", args=[guide.pk])
    data = {**open_screen(editor, copy), "new_slug": "alias", "alias": "on"}
    assert editor.post(copy, data).status_code == 302
    assert list(models.GuidePage.objects.exclude(pk=guide.pk).values_list("alias_of", flat=True)) == [None]


def test_a_language_cannot_be_published_without_its_title_and_summary(guide: models.GuidePage, editor: Client, interface: str) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    data = {**open_screen(editor, edit), "is_ready_en": "on"}
    before = everything()
    missing = {"fr": "Une langue prête a besoin de ce texte.", "en": "A language that is ready needs this text."}[interface]
    assert errors(editor.post(edit, {**data, "action-publish": "1"})) == {"title_en": [missing], "summary_en": [missing]}
    assert everything() == before
    assert editor.post(edit, data).status_code == 302
    assert models.GuidePage.objects.get(pk=guide.pk).get_latest_revision_as_object().is_ready_en
