"""A translator of Arabic: sees the fields of Arabic and the French to read, and can change nothing else, whatever is sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from pages.models import BasePage, ConversationPage, HomePage
from pages.streams import plain_value
from tests.factories import ConversationPageFactory
from tests.pages.admin.conftest import speak
from tests.pages.admin.screens import data_of, open_screen, soup
from tests.pages.admin.test_language_ticks import meant
from tests.pages.admin.translating import address_of, browser_of, member, newest, opened

pytestmark = pytest.mark.django_db

__all__ = ["meant"]

OWN = {
    *("is_ready_ar", "title_ar", "summary_ar", "address_ar", "seo_title_ar", "search_description_ar"),
    *("keywords_ar", "share_text_ar", "audio_ar", "publish_ar", "languages_go_live_at"),
}
TECHNICAL = {"next", "loaded_revision_id", "loaded_revision_created_at", "languages_offered", "opened_as", "audio_ar-clear"}


@pytest.fixture
def page(home: HomePage) -> ConversationPage:
    page = ConversationPageFactory(title_fr="Parler du harcèlement", title_en="Talking", openers=["Un", "Deux"], pitfalls=["Non"])
    page.situation_fr = [("heading", {"text": "Ce qui se passe", "level": "2"})]
    page.save()
    page.save_revision()
    return page


@pytest.fixture
def translator(home: HomePage) -> User:
    user = member("traduction", home, "change", "publish", language="ar")
    speak(user, "fr")
    return user


@pytest.fixture
def browser(translator: User) -> Client:
    return browser_of(translator)


def state(page: BasePage) -> dict[str, Any]:
    """What the newest version says outside of Arabic."""
    content = newest(page).serializable_data()
    rows = {
        name: [{k: v for k, v in row.items() if k != "pk" and not k.endswith("_ar")} for row in content[name]]
        for name in ("openers", "pitfalls")
    }
    passing = {
        *("latest_revision", "latest_revision_created_at", "has_unpublished_changes", "live_revision"),
        *("first_published_at", "last_published_at"),
    }
    columns = {column.name: column for column in page._meta.concrete_fields}
    plain = {
        name: plain_value(columns.get(name), value) for name, value in content.items() if not name.endswith("_ar") and name not in passing
    }
    return plain | rows


def test_the_form_holds_the_fields_of_arabic_only(page: ConversationPage, browser: Client) -> None:
    screen = soup(browser.get(address_of(page)))
    form = screen.find(id="page-edit-form")
    names = {str(control["name"]) for control in form.select("input[name], textarea[name], select[name]")} - {"csrfmiddlewaretoken"}
    rows = {name for name in names if name.startswith(("openers-", "pitfalls-"))}
    assert {name for name in names if not name.startswith("wagtail")} - rows - TECHNICAL - {"audio_ar"} == OWN - {"audio_ar"}
    assert {name.split("-")[-1] for name in rows} == {
        *("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"),
        *("key", "id", "question_ar", "sentence_ar"),
    }
    assert [block["id"] for block in form.select("[data-block]")] == ["situation_ar", "easy_read_ar"]


def test_the_french_stands_beside_to_read(page: ConversationPage, browser: Client) -> None:
    screen = soup(browser.get(address_of(page)))
    tabs = [tab.find(string=True, recursive=False).strip() for tab in screen.select('[role="tab"]')]
    assert [tab.split(" ·")[0] for tab in tabs if tab][:3] == ["العربيّة", "Français", "Listes"]
    read = [part.text.strip() for part in screen.select('.read-only-text [lang="fr"]')]
    assert {"Parler du harcèlement", "Ce qui se passe", "Un", "Deux", "Non"} <= set(read)
    assert "Talking" not in screen.find(id="page-edit-form").text
    own = screen.select_one('[data-contentpath="title_ar"]').find_parent(attrs={"data-direction": True})
    assert (own["data-direction"], own["data-language"]) == ("rtl", "ar")
    assert screen.select_one('.read-only-text [lang="fr"]')["dir"] == "ltr"


def test_the_form_opens_in_english_as_well(page: ConversationPage, translator: User, browser: Client) -> None:
    speak(translator, "en")
    screen = soup(browser.get(address_of(page)))
    assert "Publish this language" in screen.text


def test_their_language_is_saved_and_published(page: ConversationPage, browser: Client, meant: list[Any]) -> None:
    before = state(page)
    data = opened(browser, page)
    assert data["publish_ar"] == "on"
    changes = {"title_ar": "عنوان", "summary_ar": "ملخص", "is_ready_ar": "true", "openers-0-question_ar": "واحد"}

    assert browser.post(address_of(page), data | changes).status_code == 302
    assert (newest(page).title_ar, [row.question_ar for row in newest(page).openers.all()], state(page)) == ("عنوان", ["واحد", ""], before)
    assert browser.post(address_of(page), opened(browser, page) | {"action-publish": "x"}).status_code == 302

    assert meant[:2] == [None, frozenset({"ar"})]


def test_their_language_goes_out_at_their_time_and_the_page_keeps_its_own(page: ConversationPage, browser: Client) -> None:
    author = newest(page)
    author.go_live_at = timezone.now().replace(microsecond=0) + dt.timedelta(days=3)
    author.save_revision()
    changes = {"title_ar": "عنوان", "summary_ar": "ملخص", "is_ready_ar": "true", "action-publish": "x"}

    moment = (timezone.now() + dt.timedelta(days=1)).replace(second=0, microsecond=0)
    local = timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
    assert browser.post(address_of(page), opened(browser, page) | changes | {"languages_go_live_at": local}).status_code == 302

    waiting = Revision.objects.get(approved_go_live_at__isnull=False)
    assert (waiting.approved_go_live_at, waiting.languages.codes, waiting.as_object().title_ar) == (moment, ["ar"], "عنوان")
    assert type(page).objects.get(pk=page.pk).title_ar is None
    assert browser.post(address_of(page), opened(browser, page) | changes | {"languages_go_live_at": ""}).status_code == 302
    assert type(page).objects.get(pk=page.pk).title_ar == "عنوان"
    assert newest(page).go_live_at == author.go_live_at


def test_an_unfinished_french_draft_holds_no_translation_back(page: ConversationPage, browser: Client) -> None:
    draft = newest(page)
    draft.summary_fr = ""
    draft.save_revision(clean=False)
    changes = {"title_ar": "عنوان", "summary_ar": "ملخص", "is_ready_ar": "true", "action-publish": "x"}
    assert browser.post(address_of(page), opened(browser, page) | changes).status_code == 302
    live = type(page).objects.get(pk=page.pk)
    assert (live.title_fr, live.title_ar, newest(page).summary_fr) == ("Parler du harcèlement", "عنوان", "")


def test_a_page_whose_lists_are_empty_is_published(page: ConversationPage, browser: Client) -> None:
    page.openers, page.pitfalls = [], []
    page.save()
    page.save_revision()
    changes = {"title_ar": "عنوان", "summary_ar": "ملخص", "is_ready_ar": "true", "action-publish": "x"}
    assert browser.post(address_of(page), opened(browser, page) | changes).status_code == 302
    assert type(page).objects.get(pk=page.pk).title_ar == "عنوان"


def test_without_the_marker_only_their_language_is_published(page: ConversationPage, browser: Client, meant: list[Any]) -> None:
    data = opened(browser, page) | {"action-publish": "x"}
    del data["languages_offered"]
    assert browser.post(address_of(page), data).status_code == 302
    assert meant[0] == frozenset({"ar"})


def test_whatever_else_is_sent_changes_nothing(page: ConversationPage, browser: Client, admin_client: Client, meant: list[Any]) -> None:
    before = state(page)
    whole = opened(admin_client, page)
    forged = {
        **dict.fromkeys(("title_fr", "title_en", "summary_fr", "slug", "keywords_fr", "openers-0-question_fr"), "Autre"),
        "is_ready_en": "true",
        "is_crisis": "on",
        "publish_fr": "on",
        "publish_en": "on",
        "go_live_at": "2040-01-01 10:00",
        "openers-0-DELETE": "1",
        "openers-0-ORDER": "9",
        "openers-1-ORDER": "1",
        "pitfalls-TOTAL_FORMS": "0",
        "situation_fr-count": "0",
        "openers-TOTAL_FORMS": "3",
        "openers-2-key": "",
        "openers-2-id": "",
        "openers-2-question_ar": "ثلاثة",
        "openers-2-ORDER": "3",
        "openers-2-question_fr": "Trois",
        "title_ar": "عنوان",
    }

    assert browser.post(address_of(page), whole | forged).status_code == 302

    assert (state(page), newest(page).title_ar) == (before, "عنوان")
    assert browser.post(address_of(page), whole | forged | {"action-publish": "x"}).status_code == 302
    assert (state(page), meant[:2]) == (before, [None, frozenset({"ar"})])


def test_no_old_version_is_brought_back_by_a_translator(page: ConversationPage, browser: Client) -> None:
    old = page.revisions.get()
    draft = newest(page)
    draft.title_fr = "Plus récent"
    draft.save_revision().publish()
    before = state(page)
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    sent = opened(browser, page) | {"title_ar": "عنوان", "action-publish": "x"}
    for answer in (browser.get(revert), browser.post(revert, sent)):
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert (state(page), type(page).objects.get(pk=page.pk).title_fr) == (before, "Plus récent")


def test_a_translator_and_an_author_at_once(page: ConversationPage, browser: Client, admin_client: Client) -> None:
    data = opened(browser, page) | {"title_ar": "عنوان", "openers-1-question_ar": "اثنان"}
    french = opened(admin_client, page) | {"title_fr": "Autre titre", "openers-1-question_fr": "Deux, donc", "openers-0-DELETE": "1"}
    assert admin_client.post(address_of(page), french).status_code == 302

    assert browser.post(address_of(page), data).status_code == 302

    saved = newest(page)
    assert (saved.title_fr, saved.title_ar) == ("Autre titre", "عنوان")
    assert [(row.question_fr, row.question_ar) for row in saved.openers.all()] == [("Deux, donc", "اثنان")]


def test_a_row_removed_while_it_was_translated_is_told(page: ConversationPage, browser: Client, admin_client: Client) -> None:
    data = opened(browser, page) | {"openers-0-question_ar": "واحد"}
    assert admin_client.post(address_of(page), opened(admin_client, page) | {"openers-0-DELETE": "1"}).status_code == 302

    answer = browser.post(address_of(page), data)

    told = "chef a supprimé ceci entre-temps\xa0: ce que vous y avez écrit n’a plus de place. Enregistrez à nouveau pour continuer sans."
    assert answer.context["form"].formsets["openers"].errors == [{"__all__": [told]}, {}]
    # Rows are not theirs to bring back.
    assert browser.post(address_of(page), data_of(soup(answer))).status_code == 302
    assert [row.question_fr for row in newest(page).openers.all()] == ["Deux"]


def test_somebody_of_the_team_who_also_translates_has_the_whole_form(page: ConversationPage, home: HomePage, translator: User) -> None:
    team = member("équipe", home, "change")
    translator.groups.add(*team.groups.all())
    assert "title_fr" in open_screen(browser_of(User.objects.get(pk=translator.pk)), address_of(page))
