"""The window in which an editor chooses the page that a link in a text leads to."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from pages.models import HomePage
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", ["wagtailcore.page", "", "pages.standardpage"])
def test_a_link_to_any_of_our_pages_can_be_chosen(home: HomePage, asked: str) -> None:
    StandardPageFactory(parent=home, title_fr="Le sommeil")
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("chef", "chef@exemple.invalid", "un mot de passe"))
    sent = {"page_type": asked, "allow_external_link": "true", "link_text": "ici"}
    answer = client.get(reverse("wagtailadmin_choose_page_child", args=[home.pk]), sent)
    assert answer.status_code == 200
    assert "Le sommeil" in json.loads(answer.content)["html"]
    assert client.get(reverse("wagtailadmin_choose_page"), sent).status_code == 200


def test_a_model_that_is_nowhere_is_still_refused(home: HomePage) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("chef", "chef@exemple.invalid", "un mot de passe"))
    assert client.get(reverse("wagtailadmin_choose_page"), {"page_type": "wagtailcore.nothing"}).status_code == 404
