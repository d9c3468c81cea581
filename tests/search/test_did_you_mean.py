"""What somebody probably meant, in their own words."""

from __future__ import annotations

import pytest

from search.did_you_mean import corrected

SHOWN = ["Le Harcèlement à l’école", "Les écrans. L’écran"]


def nothing_standing(word: str) -> list[str] | None:
    return None


@pytest.mark.parametrize(
    ("text", "corrections", "meant"),
    [
        ("le harselement", {"harselement": "harcelement"}, "le harcèlement"),
        ("L'Ecrna, la nuit ?", {"ecrna": "ecran"}, "L'écran, la nuit ?"),
        ("ecrna et ecrna", {"ecrna": "ecran"}, "écran et écran"),
        ("harcelement", {}, None),
    ],
)
def test_mistyped_words_are_written_as_pages_write_them(text: str, corrections: dict[str, str], meant: str | None) -> None:
    assert corrected(text, corrections, ("fr",), SHOWN, nothing_standing) == meant


def test_in_the_language_that_has_the_word() -> None:
    assert corrected("my sleap", {"sleap": "sleep"}, ("en", "fr"), ["Sleep well"], nothing_standing) == "my sleep"


def test_a_word_that_no_shown_text_has_is_written_as_another_page_does_or_bare_and_not_said_where_none_has_it() -> None:
    standing = {"lycee": ["Au lycée"], "college": ["Sans le mot"]}
    corrections = {"licee": "lycee", "colege": "college", "secrez": "secret"}
    assert corrected("licee, colege, secrez", corrections, ("fr",), SHOWN, standing.get) == "lycée, college, secrez"
    assert corrected("secrez", {"secrez": "secret"}, ("fr",), SHOWN, standing.get) is None
