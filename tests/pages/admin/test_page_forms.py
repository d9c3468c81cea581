"""The forms of pages: a tab for each language, French first; each says whether it is ready and how complete it is."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from pages import models
from tests.factories import (
    EditionIndexPageFactory,
    EditionPageFactory,
    GuidePageFactory,
    InterviewPageFactory,
    OrganisationPageFactory,
    ResourceIndexPageFactory,
    StandardPageFactory,
)
from tests.factories.pages import PageFactory
from tests.pages.admin.screens import soup

FACTORIES = (
    EditionIndexPageFactory,
    EditionPageFactory,
    OrganisationPageFactory,
    InterviewPageFactory,
    ResourceIndexPageFactory,
    GuidePageFactory,
    StandardPageFactory,
)

SHARED_TABS = {
    models.HomePage: "Mises en avant",
    models.EditionPage: "Édition",
    models.InterviewPage: "Vidéo et personnes",
    models.GuidePage: "Guide",
}


def edit_screen(client: Client, page: models.BasePage) -> BeautifulSoup:
    return soup(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def tabs(screen: BeautifulSoup) -> list[str]:
    return [tab.find(string=True, recursive=False).strip() for tab in screen.select('[role="tab"]')]


def test_the_home_page_has_a_form(home: models.HomePage, editor: Client) -> None:
    assert len(edit_screen(editor, home).select("[name=title_fr]")) == 1


@pytest.mark.parametrize("factory", FACTORIES)
def test_each_type_of_page_has_a_form(factory: type[PageFactory], home: models.HomePage, editor: Client) -> None:
    page = factory()
    assert edit_screen(editor, page).select_one("[name=title_fr]")["value"] == page.title_fr
    parent, model_name = page.get_parent(), page._meta.model_name
    if factory is EditionIndexPageFactory:
        page.delete()
    screen = soup(editor.get(reverse("wagtailadmin_pages:add", args=["pages", model_name, parent.pk])))
    assert screen.select_one("[name=title_fr]").get("value", "") == ""


@pytest.mark.parametrize("factory", [None, *FACTORIES])
def test_the_tabs_are_the_languages_then_what_is_shared(
    factory: type[PageFactory] | None, home: models.HomePage, admin_client: Client
) -> None:
    page = home if factory is None else factory(ready=["en"])
    english = "pas prête · 0 %" if factory is None else "prête · 100 %"
    shared = [SHARED_TABS[type(page)]] if type(page) in SHARED_TABS else []
    expected = ["Français", f"English · {english}", "العربيّة · pas prête · 0 %", *shared, "Plus d’options"]
    assert tabs(edit_screen(admin_client, page)) == expected


def test_a_new_page_has_nothing_to_count(home: models.HomePage, admin_client: Client) -> None:
    screen = soup(admin_client.get(reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home.pk])))
    assert tabs(screen) == ["Français", "English", "العربيّة", "Plus d’options"]


def test_the_tabs_speak_the_language_of_the_interface(home: models.HomePage, editor: Client, interface: str) -> None:
    page = GuidePageFactory(ready=["ar"])
    arabic = {"fr": "prête", "en": "ready"}[interface]
    english = {"fr": "pas prête", "en": "not ready"}[interface]
    assert tabs(edit_screen(editor, page))[1:3] == [f"English · {english} · 0 %", f"العربيّة · {arabic} · 100 %"]


def test_the_first_panel_holds_the_six_fields(home: models.HomePage, admin_client: Client) -> None:
    screen = edit_screen(admin_client, GuidePageFactory())
    first_tab = screen.select_one('[role="tabpanel"]')
    fields = [field["data-contentpath"] for field in first_tab.select("[data-contentpath]")]
    # The box that publishes the language stands below them.
    assert fields == ["title_fr", "summary_fr", "steps_fr", "themes", "ages", "organisation", "publish_fr"]


def test_arabic_is_written_from_right_to_left(home: models.HomePage, admin_client: Client) -> None:
    screen = edit_screen(admin_client, InterviewPageFactory())
    names = {
        direction: {field["name"] for field in screen.select(f'[data-direction="{direction}"] [name]') if "__prefix__" not in field["name"]}
        for direction in ("ltr", "rtl")
    }
    assert "title_ar" in names["rtl"]
    assert {name for name in names["rtl"] if not name.endswith("_ar")} == set()
    assert {name for name in names["ltr"] if name.endswith("_ar")} == set()
    all_names = {field["name"] for field in screen.select("[name]")}
    assert {name for name in all_names if name.endswith("_ar") and "__prefix__" not in name} == names["rtl"]
