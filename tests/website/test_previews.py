"""A draft on the site: for whoever has its token, kept by nobody, and never for anybody else."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from api.preview.tokens import token_for
from pages.models import HomePage
from tests.factories import GuidePageFactory
from tests.website.reading import read

pytestmark = pytest.mark.django_db

ADDRESS = "/fr/apercu"
PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def token_of_draft() -> str:
    """A token for a guide that is public under another title."""
    user = get_user_model()._default_manager.create_superuser("chef", "chef@example.invalid", "mot de passe")
    page = GuidePageFactory(title_fr="Le titre public", slug="guide", title_en="The public title", ready=["en"])
    page.title_fr, page.title_en = "Le titre à l’essai", "The title on trial"
    page.save_revision(user=user)
    return token_for(page, user)


def test_a_token_that_is_sent_opens_the_draft_in_each_language(home: HomePage) -> None:
    token = token_of_draft()
    shown = read(ADDRESS, {"token": token})

    assert (shown.response.status_code, shown.texts("h1")) == (200, ["Le titre à l’essai"])
    assert {name: shown.response[name] for name in PRIVATE} == PRIVATE
    assert [name for name in ("Surrogate-Key", "ETag") if name in shown.response] == []
    assert [element["content"] for element in shown.tree.select("meta[name=robots]")] == ["noindex"]
    assert shown.tree.select("link[rel=canonical], link[rel=alternate][hreflang], script[type='application/ld+json']") == []
    assert [form["action"] for form in shown.tree.select(".notice form")] == ["/fr/apercu", "/en/apercu", "/ar/apercu"]
    assert read("/en/apercu", {"token": token}).texts("h1") == ["The title on trial"]
    # Readers have what is public.
    assert read("/fr/ressources/guide").texts("h1") == ["Le titre public"]


@pytest.mark.parametrize("token", ["rien", "a" * 400, "é\0"])
def test_what_is_no_token_opens_nothing_and_says_so(home: HomePage, token: str) -> None:
    refused = read(ADDRESS, {"token": token})

    assert refused.response.status_code == 404
    assert len(refused.texts("[role=alert]")) == 1
    assert {name: refused.response[name] for name in PRIVATE} == PRIVATE


def test_an_address_opens_nothing_whatever_it_says(home: HomePage) -> None:
    token = token_of_draft()
    for address in (ADDRESS, f"{ADDRESS}?token={token}"):
        asking = read(address)
        assert (asking.response.status_code, asking.texts("h1")) == (200, ["Avant publication"])
        assert "à l’essai" not in asking.response.content.decode()
        assert {name: asking.response[name] for name in PRIVATE} == PRIVATE
        assert "Surrogate-Key" not in asking.response
