"""Rows with words keep their key through the form, whatever number they have or have not."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from pages.models import ConversationPage, HomePage
from tests.factories import ConversationPageFactory
from tests.pages.admin.screens import Data
from tests.pages.admin.translating import address_of, newest, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home: HomePage) -> ConversationPage:
    return ConversationPageFactory(openers=["Et toi ?", "Depuis quand ?"])


def said(page: Any) -> list[tuple[str, str]]:
    return [(str(row.key), row.question_fr) for row in page.openers.order_by("sort_order")]


def row(place: int, text: str, **fields: str) -> Data:
    values = {"question_fr": text, "question_en": "", "question_ar": "", "id": "", "ORDER": str(place + 1), "DELETE": "", **fields}
    return {f"openers-{place}-{name}": value for name, value in values.items()}


def test_keys_survive_drafts_and_publications(page: ConversationPage, admin_client: Client) -> None:
    first, second = (key for key, _text in said(page))
    # A new row, as a draft: it has no number.
    data = opened(admin_client, page) | row(2, "Et après ?", key="") | {"openers-TOTAL_FORMS": "3"}
    assert admin_client.post(address_of(page), data).status_code == 302
    third = said(newest(page))[2][0]
    assert said(newest(page)) == [(first, "Et toi ?"), (second, "Depuis quand ?"), (third, "Et après ?")]
    assert newest(page).openers.last().pk is None
    # Saved again, and moved to the front.
    data = opened(admin_client, page) | {"openers-2-ORDER": "0"}
    assert admin_client.post(address_of(page), data).status_code == 302
    assert [key for key, _text in said(newest(page))] == [third, first, second]
    # Published, and edited again.
    data = opened(admin_client, page) | {"action-publish": "x", "openers-0-question_fr": "Et après, alors ?"}
    assert admin_client.post(address_of(page), data).status_code == 302
    public = ConversationPage.objects.get(pk=page.pk)
    assert said(public) == [(third, "Et après, alors ?"), (first, "Et toi ?"), (second, "Depuis quand ?")]
    data = opened(admin_client, page) | {"openers-1-DELETE": "1", "action-publish": "x"}
    assert admin_client.post(address_of(page), data).status_code == 302
    assert said(ConversationPage.objects.get(pk=page.pk)) == [(third, "Et après, alors ?"), (second, "Depuis quand ?")]


def test_a_row_that_nobody_touched_stays_in_a_draft_without_numbers(page: ConversationPage, admin_client: Client) -> None:
    data = opened(admin_client, page) | row(2, "Et après ?", key="") | {"openers-TOTAL_FORMS": "3"}
    admin_client.post(address_of(page), data)
    before = said(newest(page))

    assert admin_client.post(address_of(page), opened(admin_client, page) | {"title_fr": "Autre"}).status_code == 302

    assert (said(newest(page)), newest(page).title_fr) == (before, "Autre")


@pytest.mark.parametrize("forged", ["pas une clé", "11111111-1111-4111-8111-111111111111", "the key of the first"])
def test_a_key_that_no_row_has_or_another_has_is_made_anew(forged: str, page: ConversationPage, admin_client: Client) -> None:
    first, second = (key for key, _text in said(page))
    key = first if forged == "the key of the first" else forged
    data = opened(admin_client, page) | row(2, "Et après ?", key=key) | {"openers-TOTAL_FORMS": "3"}

    assert admin_client.post(address_of(page), data).status_code == 302

    keys = [key for key, _text in said(newest(page))]
    assert keys[:2] == [first, second]
    assert len({*keys, key}) == (3 if key == first else 4)


def test_an_answer_without_keys_knows_its_rows_by_their_numbers(page: ConversationPage, admin_client: Client) -> None:
    before = said(page)
    data = {name: value for name, value in opened(admin_client, page).items() if not name.endswith("-key")}

    assert admin_client.post(address_of(page), data | {"openers-1-question_fr": "Depuis hier ?"}).status_code == 302

    assert said(newest(page)) == [before[0], (before[1][0], "Depuis hier ?")]


def test_a_row_added_in_a_form_that_saves_itself_is_one_row(page: ConversationPage, admin_client: Client) -> None:
    headers = {"accept": "application/json"}
    data = opened(admin_client, page) | row(2, "Et", key="") | {"openers-TOTAL_FORMS": "3"}
    answer = admin_client.post(address_of(page), data, headers=headers).json()
    assert answer["success"] is True
    key = said(newest(page))[2][0]
    data |= answer["field_updates"]
    assert data["openers-2-key"] == key

    data |= {"openers-2-question_fr": "Et après ?", "overwrite_revision_id": answer["revision_id"]}
    answer = admin_client.post(address_of(page), data, headers=headers).json()

    assert answer["success"] is True
    assert said(newest(page))[2:] == [(key, "Et après ?")]
    # Saved by hand at last: nobody else was there, so nothing is told.
    data |= answer["field_updates"] | {"openers-2-question_fr": "Et après, alors ?"}
    del data["overwrite_revision_id"]
    assert admin_client.post(address_of(page), data).status_code == 302
    assert said(newest(page))[2:] == [(key, "Et après, alors ?")]
