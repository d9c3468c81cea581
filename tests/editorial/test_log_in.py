"""The log-in speaks the language of the interface, to its last label."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_every_label_of_the_log_in_is_in_french(client: Client) -> None:
    page = BeautifulSoup(client.get(reverse("wagtailadmin_login"), headers={"Accept-Language": "fr"}).content, "html.parser")
    labels = [" ".join(label.get_text().split()).removesuffix("*").strip() for label in page.select("form label")]
    assert labels == ["Nom d’utilisateur", "Mot de passe", "Se souvenir de moi"]
