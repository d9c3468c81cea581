"""What somebody probably meant, in their own words."""

from __future__ import annotations

import pytest

from search.did_you_mean import corrected


@pytest.mark.parametrize(
    ("text", "corrections", "meant"),
    [
        ("le harselement", {"harselement": "harcelement"}, "le harcèlement"),
        ("L'Ecrna, la nuit ?", {"ecrna": "ecran"}, "L'écran, la nuit ?"),
        ("chantaje et chantaje", {"chantaje": "chantage"}, "chantage et chantage"),
        ("harcelement", {}, None),
    ],
)
def test_mistyped_words_are_written_as_pages_write_them(text: str, corrections: dict[str, str], meant: str | None) -> None:
    assert corrected(text, corrections, ("fr",), ["Le Harcèlement à l’école", "Les écrans. L’écran"]) == meant


def test_in_the_language_that_has_the_word() -> None:
    assert corrected("my sleap", {"sleap": "sleep"}, ("en", "fr"), ["Sleep well"]) == "my sleep"
