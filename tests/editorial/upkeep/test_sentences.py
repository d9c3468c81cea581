"""French paragraphs are cut into the sentences and words that a person counts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.upkeep.readability.sentences import sentences_of, words_of


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Il dort. Elle lit.", ["Il dort.", "Elle lit."]),
        ("Tu viens ? Oui !", ["Tu viens ?", "Oui !"]),
        ("Tu viens\u00a0? Oui\u202f! Bien.", ["Tu viens\u00a0?", "Oui\u202f!", "Bien."]),
        ("«\u00a0Tu viens\u00a0?\u00a0» demanda-t-il. Elle rit.", ["«\u00a0Tu viens\u00a0?\u00a0» demanda-t-il.", "Elle rit."]),
        ("Il dit : « Viens. » Elle vint.", ["Il dit : « Viens. »", "Elle vint."]),
        ("M. Dupont appelle Mme. Martin. Elle répond.", ["M. Dupont appelle Mme. Martin.", "Elle répond."]),
        ("Voir p. 12 et art. 3 du code. Puis signer.", ["Voir p. 12 et art. 3 du code.", "Puis signer."]),
        ("J. Atlan dirige l'association. Elle parle.", ["J. Atlan dirige l'association.", "Elle parle."]),
        ("Des jeux, des vidéos, etc. peuvent lasser.", ["Des jeux, des vidéos, etc. peuvent lasser."]),
        ("Des jeux, des vidéos, etc. Puis le silence.", ["Des jeux, des vidéos, etc.", "Puis le silence."]),
        ("Il a 3.5 ans et 1.200 euros. Bon.", ["Il a 3.5 ans et 1.200 euros.", "Bon."]),
        ("Attendez... puis recommencez. Enfin…", ["Attendez... puis recommencez.", "Enfin…"]),
        ("Il attend… Elle aussi.", ["Il attend…", "Elle aussi."]),
        ("Quoi ?! Non.", ["Quoi ?!", "Non."]),
        ("Premier point\nDeuxième point\n\n", ["Premier point", "Deuxième point"]),
        ("C.-à-d. demain. (Ou après.) Voilà.", ["C.-à-d. demain.", "(Ou après.)", "Voilà."]),
        ("En 2020. 83 % des parents répondent.", ["En 2020.", "83 % des parents répondent."]),
        ("Allez sur e-enfance.org. Puis appelez.", ["Allez sur e-enfance.org.", "Puis appelez."]),
        ("", []),
        ("   \n ", []),
    ],
)
def test_a_paragraph_is_cut_where_its_sentences_end(paragraph: str, expected: list[str]) -> None:
    assert sentences_of(paragraph) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("L'enfant d'aujourd'hui joue.", ["L'enfant", "d'aujourd'hui", "joue."]),
        ("Il a 10 000 abonnés\u00a0!", ["Il", "a", "10000", "abonnés"]),
        ("Il a 1\u202f234\u202f567 vues.", ["Il", "a", "1234567", "vues."]),
        ("Un peut-être – ou pas.", ["Un", "peut-être", "ou", "pas."]),
        ("«\u00a0Oui\u00a0»", ["Oui"]),
        ("… — !", []),
    ],
)
def test_words_are_counted_as_word_processors_do(sentence: str, expected: list[str]) -> None:
    assert words_of(sentence) == expected


TEXTS = st.text(alphabet=st.sampled_from("aeéÀÉlnrst'’-. !?…,;:«»\u00a0\u202f()\n0123456789MmDp"), max_size=200)


@given(TEXTS)
def test_nothing_but_blanks_is_lost(text: str) -> None:
    assert re.sub(r"\s", "", "".join(sentences_of(text))) == re.sub(r"\s", "", text)


@given(TEXTS)
def test_no_sentence_is_empty_or_begins_with_a_blank(text: str) -> None:
    assert [sentence for sentence in sentences_of(text) if sentence != sentence.strip() or not sentence] == []


@given(st.lists(st.from_regex(r"[A-Z][a-z]{3,9}( [a-z]{2,9}){1,6}", fullmatch=True), min_size=1, max_size=8), st.sampled_from(".!?…"))
def test_plain_sentences_come_back_as_they_were(sentences: list[str], mark: str) -> None:
    written = [f"{sentence} zzzz{mark}" for sentence in sentences]
    assert sentences_of(" ".join(written)) == written
