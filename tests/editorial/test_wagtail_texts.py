"""What our catalogue says in Wagtail's place: only what Wagtail does not say, and in French."""

from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest
import wagtail
from django.utils.translation import gettext as translated
from django.utils.translation import override

from editorial.wagtail_texts import TEXTS

WAGTAILS_OWN = [
    gettext.GNUTranslations(io.BytesIO(file.read_bytes()))
    for file in Path(wagtail.__file__).parent.rglob("locale/fr/LC_MESSAGES/django.mo")
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_of_wagtail_is_ours_to_translate_only_while_wagtail_leaves_it_in_english(text: str) -> None:
    assert len(WAGTAILS_OWN) > 10
    assert {catalogue.gettext(text) for catalogue in WAGTAILS_OWN} == {text}


def test_they_are_said_in_french() -> None:
    with override("fr"):
        assert [translated(text) for text in TEXTS] == ["Indifférent", "Contenu intégré", "Chronologie"]
