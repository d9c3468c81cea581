"""How much of a page's French stands in another language."""

from __future__ import annotations

from typing import Any

import pytest

from pages.completeness import completeness
from pages.models import GuidePage, HomePage

# A page asks the database for its type.
pytestmark = pytest.mark.django_db

ONE, TWO, THREE = ([{"type": "paragraph", "value": "<p>Texte</p>"}] * number for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("fields", "percent"),
    [
        ({}, 100),
        ({"title_fr": "Titre"}, 0),
        ({"title_fr": "Titre", "title_en": "Title"}, 100),
        ({"title_fr": "Titre", "summary_fr": "Résumé", "title_en": "Title"}, 50),
        ({"title_fr": "Titre", "steps_fr": TWO, "title_en": "Title"}, 33),
        ({"title_fr": "Titre", "steps_fr": TWO, "title_en": "Title", "steps_en": ONE}, 66),
        ({"title_fr": "Titre", "steps_fr": TWO, "title_en": "Title", "steps_en": TWO}, 100),
        # More than the French has makes up for nothing else.
        ({"title_fr": "Titre", "steps_fr": ONE, "steps_en": THREE}, 50),
        ({"title_fr": "Titre", "title_en": "Title", "summary_en": "Summary"}, 100),
        # An address, a reading aloud and readiness are no texts to translate.
        ({"title_fr": "Titre", "title_en": "Title", "audio_fr": "audio/a.mp3", "is_ready_fr": True, "draft_title_fr": "Titre"}, 100),
        ({"title_fr": "Titre", "title_en": "Title", "seo_title_fr": "Titre", "easy_read_fr": ONE, "keywords_fr": "mots"}, 25),
        ({"title_fr": "Titre", "title_ar": "عنوان"}, 0),
        ({"title_fr": "Titre", "title_en": ""}, 0),
    ],
)
def test_texts_and_blocks_are_counted(fields: dict[str, Any], percent: int) -> None:
    assert completeness(GuidePage(**fields), "en") == percent


def test_french_is_complete() -> None:
    assert completeness(GuidePage(title_fr="Titre", steps_fr=TWO), "fr") == 100


def test_what_only_one_type_has_counts_too() -> None:
    assert completeness(HomePage(title_fr="Accueil", hero_fr="Bienvenue", title_en="Home"), "en") == 50
