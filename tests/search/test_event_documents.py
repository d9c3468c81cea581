"""Events are found by where they are and who leads them, kits by their running order and files."""

from __future__ import annotations

import pytest

from pages.models import HomePage
from search.documents import documents_of
from search.sources import read_sources
from tests.factories import DocumentFactory, EventPageFactory, KitPageFactory, PersonFactory, private_collection

pytestmark = pytest.mark.django_db


def lines(page: object) -> dict[str, list[str]]:
    found = [document for source in read_sources([page.pk]) for document in documents_of(source)]  # type: ignore[attr-defined]
    return {document.language: document.body.split("\n") for document in found}


def test_an_event_is_found_by_its_place_and_its_hosts(home: HomePage) -> None:
    host = PersonFactory(display_name_fr="Anne Exemple", role_fr="Médiatrice", role_en="Mediator")
    page = EventPageFactory(
        title_fr="Atelier",
        ready=["en"],
        platform="Grande visio",
        join_url="https://visio.invalid/canari",
        venue_name="Médiathèque",
        venue_address="1 place Bellecour",
        postcode="69002",
        city="Lyon",
        hosts=[host],
        body_fr=[("paragraph", "<p>Apportez un téléphone.</p>")],
        body_en=[("paragraph", "<p>Bring a phone.</p>")],
    )
    place = ["Grande visio", "Médiathèque", "1 place Bellecour", "69002", "Lyon"]
    assert lines(page) == {
        "fr": ["Résumé de Atelier", *place, "Apportez un téléphone.", "Anne Exemple", "Médiatrice"],
        "en": ["Résumé de Atelier [en]", *place, "Bring a phone.", "Anne Exemple", "Mediator"],
    }


def test_a_kit_is_found_by_its_running_order_and_its_public_files(home: HomePage) -> None:
    hidden = DocumentFactory(title="canari", collection=private_collection())
    page = KitPageFactory(
        title_fr="Soirée",
        running_order_fr=[("step", {"title": "Accueillir", "text": "<p>Dix minutes</p>", "image": None})],
        documents=[DocumentFactory(title="Contrat de famille"), hidden],
    )
    assert lines(page) == {"fr": ["Résumé de Soirée", "Accueillir", "Dix minutes", "Contrat de famille"]}
    assert f"document:{hidden.pk}" in documents_of(read_sources([page.pk])[0])[0].depends_on
