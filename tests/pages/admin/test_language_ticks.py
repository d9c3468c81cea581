"""The boxes that say which languages a form publishes."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pages.models import BasePage, GuidePage, HomePage
from tests.factories import GuidePageFactory
from tests.pages.admin.conftest import speak
from tests.pages.admin.screens import Data, data_of, soup
from tests.pages.admin.translating import address_of, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home: HomePage) -> GuidePage:
    return GuidePageFactory(title_fr="Titre", ready=["en"], title_en="Title", summary_en="Summary")


@pytest.fixture
def editor(admin_client: Client, superuser: User) -> Client:
    speak(superuser, "fr")
    return admin_client


@pytest.fixture
def meant(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The languages that each version, when it is saved, is meant to publish."""
    found: list[Any] = []
    save_revision = BasePage.save_revision

    def noticed(self: BasePage, *args: Any, **kwargs: Any) -> Any:
        found.append(self.languages_to_publish)
        return save_revision(self, *args, **kwargs)

    monkeypatch.setattr(BasePage, "save_revision", noticed)
    return found


def ticks(data: Data) -> list[str]:
    return [code for code in ("fr", "en", "ar") if f"publish_{code}" in data]


def untick(data: Data, *codes: str) -> Data:
    return {name: value for name, value in data.items() if name not in {f"publish_{code}" for code in codes}}


def refusals(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 200
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_a_page_as_readers_have_it_starts_with_every_box_ticked(page: GuidePage, editor: Client) -> None:
    screen = soup(editor.get(address_of(page)))
    assert ticks(data_of(screen)) == ["fr", "en", "ar"]
    labels = [label.text.strip() for label in screen.select('label[for^="id_publish_"]')]
    assert labels.count("Publier cette langue") == len(labels) >= 3


def test_a_language_with_changes_that_wait_starts_without(page: GuidePage, editor: Client) -> None:
    editor.post(address_of(page), opened(editor, page) | {"title_fr": "Brouillon", "title_en": "Draft"})
    screen = soup(editor.get(address_of(page)))
    hint = "Des modifications ne sont pas encore en ligne\xa0: cochez pour les publier aussi."
    assert [place for place in ("fr", "en", "ar") if hint in screen.select_one(f'[data-contentpath="publish_{place}"]').text] == ["en"]
    assert ticks(data_of(screen)) == ["fr", "ar"]


def test_a_page_that_was_never_public_starts_with_every_box_ticked(page: GuidePage, editor: Client) -> None:
    page.unpublish()
    GuidePage.objects.filter(pk=page.pk).update(title_en="Other")
    assert ticks(opened(editor, page)) == ["fr", "en", "ar"]
    new = data_of(soup(editor.get(reverse("wagtailadmin_pages:add", args=["pages", "guidepage", page.get_parent().pk]))))
    assert ticks(new) == ["fr", "en", "ar"]


def test_the_ticked_languages_are_published(page: GuidePage, editor: Client, meant: list[Any]) -> None:
    data = opened(editor, page) | {"action-publish": "x"}
    assert editor.post(address_of(page), data).status_code == 302
    assert meant[0] is None
    meant.clear()
    assert editor.post(address_of(page), untick(data, "fr", "ar")).status_code == 302
    assert meant[0] == frozenset({"en"})


def test_drafts_ignore_the_boxes(page: GuidePage, editor: Client, meant: list[Any]) -> None:
    assert editor.post(address_of(page), untick(opened(editor, page), "fr", "en", "ar")).status_code == 302
    assert meant == [None]


def test_a_script_that_knows_no_boxes_publishes_all(page: GuidePage, editor: Client, meant: list[Any]) -> None:
    data = untick(opened(editor, page), "fr", "en", "ar") | {"action-publish": "x"}
    del data["languages_offered"]
    assert editor.post(address_of(page), data).status_code == 302
    assert meant[0] is None


def test_nothing_ticked_is_refused(page: GuidePage, editor: Client, meant: list[Any]) -> None:
    data = untick(opened(editor, page), "fr", "en", "ar") | {"action-publish": "x", "title_fr": "Autre"}
    assert refusals(editor.post(address_of(page), data)) == {"publish_fr": ["Cochez au moins une langue à publier."]}
    assert (meant, GuidePage.objects.get(pk=page.pk).title_fr) == ([], "Titre")


def test_the_first_publication_includes_french(page: GuidePage, editor: Client, meant: list[Any]) -> None:
    page.unpublish()
    data = untick(opened(editor, page), "fr") | {"action-publish": "x"}
    assert refusals(editor.post(address_of(page), data)) == {
        "publish_fr": ["La première publication comprend le français\xa0: sans lui, les autres langues n’ont rien à suivre."]
    }
    assert (meant, GuidePage.objects.get(pk=page.pk).live) == ([], False)


def test_only_what_is_ticked_is_checked(page: GuidePage, editor: Client, meant: list[Any]) -> None:
    data = opened(editor, page) | {"action-publish": "x", "is_ready_ar": "true", "title_ar": "", "summary_ar": ""}
    assert set(refusals(editor.post(address_of(page), data))) == {"title_ar", "summary_ar"}
    assert editor.post(address_of(page), untick(data, "ar")).status_code == 302
    assert meant[:1] == [frozenset({"fr", "en"})]
