"""The words of the glossary are found in the French, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.translation.glossary import Entry, Glossary, underlined
from editorial.translation.marked_words import Word, tokens_of

ENTRIES = [
    Entry("harcèlement", "تنمّر"),
    Entry("réseau social", "شبكة اجتماعية"),
    Entry("réseau", "شبكة"),
    Entry("numéro d’urgence", "رقم الطوارئ"),
    Entry("écran", "شاشة"),
    Entry("jeu vidéo", "لعبة فيديو"),
    Entry("bloquer", "حظر"),
    Entry("?!", "؟!"),
]
GLOSSARY = Glossary(ENTRIES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le harcèlement à l’école", ["harcèlement"]),
        ("HARCELEMENTS", ["harcèlement"]),
        ("les réseaux sociaux", ["réseau social"]),
        ("un réseau, social ou non", ["réseau"]),
        ("leur réseau d’amis sur un réseau social", ["réseau", "réseau social"]),
        ("l’écran et d'autres écrans", ["écran"]),
        ("Gardez les numéros d'urgence près du téléphone", ["numéro d’urgence"]),
        ("Ils jouent aux jeux vidéo.", ["jeu vidéo"]),
        ("Bloquez ce compte : il est bloqué.", ["bloquer"]),
        ("un multi-écran, un paravent", []),
        ("", []),
    ],
)
def test_words_are_found_in_any_form_the_longest_first(text: str, found: list[str]) -> None:
    assert [entry.term for entry in underlined(text, GLOSSARY, is_rich=False)[1]] == found


def test_what_is_found_is_marked_and_everything_else_is_as_it_was() -> None:
    html, found = underlined('<p>Sur les <b>réseaux</b> sociaux, le <a href="https://a.fr">harcèlement</a>…</p>', GLOSSARY, is_rich=True)
    assert [entry.translation for entry in found] == ["شبكة اجتماعية", "تنمّر"]
    assert html == (
        '<p>Sur les <mark class="glossary-word" data-entry="0"><b>réseaux</b> sociaux</mark>, le '
        '<mark class="glossary-word" data-entry="1"><a class="translation-link">harcèlement</a></mark>…</p>'
    )


@settings(deadline=None)
@given(st.text(alphabet="ée cranrseuoil’-,<&"), st.lists(st.text(alphabet="écran réseau social", max_size=12), max_size=4))
def test_whatever_is_looked_for_no_word_is_lost(text: str, terms: list[str]) -> None:
    glossary = Glossary(Entry(term, "x") for term in terms)
    html, _found = underlined(text, glossary, is_rich=False)
    again = [token.text for token in tokens_of(html, is_rich=True) if isinstance(token, Word)]
    assert "".join(again) == "".join(token.text for token in tokens_of(text, is_rich=False) if isinstance(token, Word))
