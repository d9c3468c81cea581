"""Two people have the same page open: what both saved is there, and where both changed the same words the second one is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pages.models import ConversationPage, HomePage
from tests.factories import ConversationPageFactory, ThemeFactory
from tests.pages.admin.conftest import speak
from tests.pages.admin.screens import data_of, open_screen, rows, soup
from tests.pages.admin.test_row_keys import row
from tests.pages.admin.translating import address_of, browser_of, newest, opened

pytestmark = pytest.mark.django_db

CHANGED = (
    "Camille Martin a modifié ceci entre-temps. On y lit maintenant\xa0: «\xa0{}\xa0». Enregistrez à nouveau pour y mettre votre version."
)


@pytest.fixture
def page(home: HomePage) -> ConversationPage:
    return ConversationPageFactory(title_fr="Avant", openers=["Un", "Deux"])


@pytest.fixture
def mine(admin_client: Client, superuser: User) -> Client:
    speak(superuser, "fr")
    return admin_client


@pytest.fixture
def theirs(db: None) -> Client:
    return browser_of(User.objects.create_superuser("camille", first_name="Camille", last_name="Martin", password="un mot de passe"))


@pytest.fixture
def meanwhile(page: ConversationPage, theirs: Client) -> Callable[..., None]:
    """Somebody else saves a draft with these changes."""

    def save(**changes: str) -> None:
        assert theirs.post(address_of(page), opened(theirs, page) | changes).status_code == 302

    return save


def words(page: Any) -> list[tuple[str, str]]:
    return [(opener.question_fr, opener.question_ar or "") for opener in page.openers.order_by("sort_order")]


def errors_of(answer: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_different_fields_are_both_there(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    data = opened(mine, page)
    theme = ThemeFactory()
    meanwhile(title_ar="عنوان", summary_fr="Leur résumé", themes=str(theme.pk))

    assert mine.post(address_of(page), data | {"title_fr": "Après", "title_en": "After"}).status_code == 302

    saved = newest(page)
    assert (saved.title_fr, saved.title_en, saved.title_ar, saved.summary_fr) == ("Après", "After", "عنوان", "Leur résumé")
    assert list(saved.themes.all()) == [theme]


def test_the_same_field_twice_is_told_and_nothing_is_lost(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    data = opened(mine, page)
    meanwhile(title_fr="Le leur", summary_fr="Leur résumé")
    revisions = page.revisions.count()

    answer = mine.post(address_of(page), data | {"title_fr": "Le mien"})

    assert (answer.status_code, errors_of(answer)) == (200, {"title_fr": [CHANGED.format("Le leur")]})
    assert CHANGED.format("Le leur") in soup(answer).text
    assert (page.revisions.count(), newest(page).title_fr) == (revisions, "Le leur")
    again = data_of(soup(answer))
    assert again["title_fr"] == "Le mien"
    # Saved again it is mine; what else they changed, and I did not, stays theirs.
    assert mine.post(address_of(page), again).status_code == 302
    assert (newest(page).title_fr, newest(page).summary_fr) == ("Le mien", "Leur résumé")


def test_what_changes_once_more_after_it_was_told_is_told_once_more(
    page: ConversationPage, mine: Client, meanwhile: Callable[..., None]
) -> None:
    data = opened(mine, page) | {"title_fr": "Le mien"}
    meanwhile(title_fr="Le leur")
    again = data_of(soup(mine.post(address_of(page), data)))
    meanwhile(title_fr="Le leur, encore")

    answer = mine.post(address_of(page), again)

    assert errors_of(answer) == {"title_fr": [CHANGED.format("Le leur, encore")]}
    assert newest(page).title_fr == "Le leur, encore"


def text(said: str) -> dict[str, str]:
    """What the form sends for one heading."""
    block = {"situation_fr-0-type": "heading", "situation_fr-0-value-text": said, "situation_fr-0-value-level": "2"}
    return {"situation_fr-count": "1", "situation_fr-0-id": "", "situation_fr-0-order": "0", "situation_fr-0-deleted": "", **block}


def test_the_same_long_text_twice_is_told_in_its_place(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    data = opened(mine, page)
    meanwhile(**text("Leur titre"))

    answer = mine.post(address_of(page), data | text("Mon titre"))

    [error] = answer.context["form"].errors.as_data()["situation_fr"]
    assert [found.message for found in error.non_block_errors.as_data()] == [CHANGED.format("Leur titre")]
    assert mine.post(address_of(page), data_of(soup(answer))).status_code == 302
    assert [block.value["text"] for block in newest(page).situation_fr] == ["Mon titre"]


def test_who_wrote_a_long_text_is_known_in_whatever_order_a_database_keeps_its_names(
    page: ConversationPage, mine: Client, meanwhile: Callable[..., None]
) -> None:
    data = opened(mine, page)
    meanwhile(**text("Leur titre"))
    later = page.revisions.latest("created_at")
    later.pk, later.user = None, User.objects.create_user("sacha", first_name="Sacha", last_name="Petit")
    [block] = json.loads(later.content["situation_fr"])
    later.content["situation_fr"] = json.dumps([dict(reversed(block.items()))])
    later.save()

    answer = mine.post(address_of(page), data | text("Mon titre"))

    [error] = answer.context["form"].errors.as_data()["situation_fr"]
    assert [found.message for found in error.non_block_errors.as_data()] == [CHANGED.format("Leur titre")]


def test_one_adds_rows_while_the_other_translates_those_that_are_there(
    page: ConversationPage, mine: Client, meanwhile: Callable[..., None]
) -> None:
    data = opened(mine, page) | {"openers-0-question_ar": "واحد"}
    meanwhile(**row(2, "Trois", key=""), **{"openers-TOTAL_FORMS": "3", "openers-1-question_fr": "Deux, donc"})

    assert mine.post(address_of(page), data).status_code == 302

    assert words(newest(page)) == [("Un", "واحد"), ("Deux, donc", ""), ("Trois", "")]


def test_the_same_words_of_a_row_are_told_on_the_row(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    data = opened(mine, page) | {"openers-0-question_fr": "Un, pour moi"}
    meanwhile(**{"openers-0-question_fr": "Un, pour eux"})

    answer = mine.post(address_of(page), data)

    assert answer.context["form"].formsets["openers"].errors == [{"question_fr": [CHANGED.format("Un, pour eux")]}, {}]
    assert words(newest(page))[0] == ("Un, pour eux", "")
    assert mine.post(address_of(page), data_of(soup(answer))).status_code == 302
    assert words(newest(page)) == [("Un, pour moi", ""), ("Deux", "")]


def test_a_row_they_removed_and_i_changed_is_told(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    data = opened(mine, page) | {"openers-0-question_ar": "واحد"}
    meanwhile(**{"openers-0-DELETE": "1"})

    answer = mine.post(address_of(page), data)

    told = "Camille Martin a supprimé ceci entre-temps. Enregistrez à nouveau pour garder votre version."
    assert answer.context["form"].formsets["openers"].errors == [{"__all__": [told]}, {}]
    assert words(newest(page)) == [("Deux", "")]
    assert mine.post(address_of(page), data_of(soup(answer))).status_code == 302
    assert sorted(words(newest(page))) == [("Deux", ""), ("Un", "واحد")]


def test_a_row_they_removed_and_i_left_alone_is_gone(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    data = opened(mine, page) | {"title_fr": "Après"}
    meanwhile(**{"openers-0-DELETE": "1"})

    assert mine.post(address_of(page), data).status_code == 302

    assert (words(newest(page)), newest(page).title_fr) == ([("Deux", "")], "Après")


def test_a_row_i_removed_and_they_changed_is_told(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    data = opened(mine, page) | {"openers-0-DELETE": "1"}
    meanwhile(**{"openers-0-question_fr": "Un, pour eux"})

    answer = mine.post(address_of(page), data)

    [told] = answer.context["form"].formsets["openers"].non_form_errors()
    assert told == (
        "Camille Martin a modifié ce que vous avez supprimé\xa0; on y lit maintenant\xa0: «\xa0Un, pour eux\xa0». "
        "Enregistrez à nouveau pour le supprimer."
    )
    assert words(newest(page))[0] == ("Un, pour eux", "")
    assert mine.post(address_of(page), data | {"opened_as": data_of(soup(answer))["opened_as"]}).status_code == 302
    assert words(newest(page)) == [("Deux", "")]


def test_an_order_both_changed_is_told(home: HomePage, mine: Client, theirs: Client) -> None:
    page = ConversationPageFactory(openers=["Un", "Deux", "Trois"])
    data = opened(mine, page) | {"openers-0-ORDER": "9"}
    assert theirs.post(address_of(page), opened(theirs, page) | {"openers-2-ORDER": "0"}).status_code == 302

    answer = mine.post(address_of(page), data)

    told = "Camille Martin a changé l’ordre de cette liste entre-temps. Enregistrez à nouveau pour garder le vôtre."
    assert answer.context["form"].formsets["openers"].non_form_errors() == [told]
    assert [text for text, _arabic in words(newest(page))] == ["Trois", "Un", "Deux"]
    assert mine.post(address_of(page), data | {"opened_as": data_of(soup(answer))["opened_as"]}).status_code == 302
    assert [text for text, _arabic in words(newest(page))] == ["Deux", "Trois", "Un"]


@pytest.mark.parametrize("i_change_it", [False, True])
def test_a_list_without_words_is_one_s_or_the_other_s(i_change_it: bool, home: HomePage, mine: Client, theirs: Client) -> None:
    first, second = ConversationPageFactory(title_fr="Premier"), ConversationPageFactory(title_fr="Second")
    data = opened(mine, home) | {"title_en": "Home"}
    their_data = opened(theirs, home) | rows("highlights", {"page": str(first.pk)})
    assert theirs.post(address_of(home), their_data).status_code == 302
    if not i_change_it:
        assert mine.post(address_of(home), data).status_code == 302
        assert ([row.page_id for row in newest(home).highlights.all()], newest(home).title_en) == ([first.pk], "Home")
        return
    data |= rows("highlights", {"page": str(second.pk)})

    answer = mine.post(address_of(home), data)

    assert answer.context["form"].formsets["highlights"].non_form_errors() == [CHANGED.format("Premier")]
    assert [row.page_id for row in newest(home).highlights.all()] == [first.pk]
    assert mine.post(address_of(home), data | {"opened_as": data_of(soup(answer))["opened_as"]}).status_code == 302
    assert [row.page_id for row in newest(home).highlights.all()] == [second.pk]


def test_the_form_that_saves_itself_is_told_by_wagtail(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    page.save_revision()
    data = opened(mine, page) | {"title_en": "After"}
    meanwhile(title_ar="عنوان")

    answer = mine.post(address_of(page), data, headers={"accept": "application/json"})

    assert answer.json()["error_code"] == "invalid_revision"
    # By hand it is taken in.
    assert mine.post(address_of(page), data).status_code == 302
    assert (newest(page).title_en, newest(page).title_ar) == ("After", "عنوان")


def test_a_version_written_over_while_the_form_was_open_is_taken_in(page: ConversationPage, mine: Client, theirs: Client) -> None:
    headers = {"accept": "application/json"}
    their_data = opened(theirs, page) | {"title_fr": "Le leu"}
    answer = theirs.post(address_of(page), their_data, headers=headers).json()
    data = opened(mine, page)
    their_data |= {**answer["field_updates"], "title_fr": "Le leur", "overwrite_revision_id": answer["revision_id"]}
    assert theirs.post(address_of(page), their_data, headers=headers).json()["success"] is True

    assert mine.post(address_of(page), data | {"title_ar": "عنوان"}).status_code == 302

    assert (newest(page).title_fr, newest(page).title_ar) == ("Le leur", "عنوان")


@pytest.mark.parametrize("sent", ["", "rien", "[]", '{"fields": [], "rows": {}, "lists": {}}'])
def test_an_answer_that_does_not_say_what_it_changed_is_saved_as_it_is(
    sent: str, page: ConversationPage, mine: Client, meanwhile: Callable[..., None]
) -> None:
    data = opened(mine, page)
    meanwhile(title_fr="Le leur")

    assert mine.post(address_of(page), data | {"opened_as": sent, "title_en": "Mine"}).status_code == 302

    assert (newest(page).title_fr, newest(page).title_en) == ("Avant", "Mine")


def test_an_old_version_is_brought_back_over_what_came_since(page: ConversationPage, mine: Client, meanwhile: Callable[..., None]) -> None:
    old = page.save_revision()
    meanwhile(title_fr="Le leur", **{"openers-0-question_fr": "Un, pour eux"})
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    headers = {"accept": "application/json"}

    # Typed into, it saves itself twice.
    data = open_screen(mine, address) | {"title_en": "Aft"}
    answer = mine.post(address, data, headers=headers).json()
    data |= answer["field_updates"] | {"title_ar": "عنوان", "overwrite_revision_id": answer["revision_id"]}
    assert mine.post(address, data, headers=headers).json()["success"] is True

    saved = newest(page)
    assert (saved.title_fr, saved.title_en, saved.title_ar) == ("Avant", "Aft", "عنوان")
    assert [text for text, _arabic in words(saved)] == ["Un", "Deux"]
