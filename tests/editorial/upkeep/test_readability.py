"""What an editor is told of sentences and paragraphs that parents would stumble over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.upkeep.readability import advice_on
from editorial.upkeep.readability.advising import HARDEST, LONGEST, ease_of
from editorial.upkeep.readability.syllables import syllables_of

SYLLABLES = {
    "a": 1, "août": 1, "bien": 1, "cœur": 1, "feuille": 1, "fille": 1, "guerre": 1, "hier": 1, "pluie": 1, "quelque": 1, "rêve": 1,
    "trois": 1, "rue": 1, "vie": 1, "10": 2, "attention": 3, "aéroport": 4, "bouteille": 2, "chaos": 2, "client": 2, "crier": 2,
    "créer": 2, "cybermalveillance": 5, "enfant": 2, "européen": 4, "famille": 2, "harcèlement": 4, "idée": 2, "koala": 3, "maïs": 2,
    "naïveté": 4, "ordinateur": 4, "oublier": 3, "payer": 2, "poésie": 3, "prière": 2, "réel": 2, "réseaux": 2, "signaler": 3, "système": 2,
    "théâtre": 2, "travailler": 3, "téléphone": 3, "vidéo": 3, "voyage": 2, "l'ami": 2, "d'accord": 2, "peut-être": 2, "qu'elle": 1,
}  # fmt: skip

BUREAUCRATIC = (
    "L'accompagnement individualisé des représentants légaux nécessite préalablement l'identification systématique des problématiques "
    "relationnelles intrafamiliales. La contractualisation pluridisciplinaire conditionne ultérieurement l'opérationnalisation des "
    "préconisations institutionnelles. L'expérimentation territoriale démontrera prochainement l'applicabilité administrative des "
    "recommandations interministérielles communiquées antérieurement. Les administrations territoriales demeurent exclusivement "
    "responsables de leur exécution matérielle."
)


def words(count: int) -> str:
    return " ".join(["mot"] * count).capitalize() + "."


def told(paragraph: str) -> list[str]:
    return [str(advice.message) for advice in advice_on(paragraph)]


def test_syllables_are_those_that_are_heard() -> None:
    assert {word: syllables_of(word) for word in SYLLABLES} == SYLLABLES


@given(st.text(max_size=30))
def test_every_word_has_a_syllable(word: str) -> None:
    assert syllables_of(word) >= 1


def test_a_long_sentence_is_told_with_its_words_and_its_beginning() -> None:
    assert told(words(LONGEST)) == []
    assert told(f"Il dort. {words(43)}") == ["Cette phrase a 43 mots\u00a0: coupez-la. «\u00a0Mot mot mot mot mot mot mot mot…\u00a0»"]
    assert len(told(f"{words(31)} {words(32)}")) == 2


def test_a_hard_paragraph_is_told_once_and_a_short_one_not_at_all() -> None:
    (message,) = told(BUREAUCRATIC)
    assert message == (
        "Ce paragraphe est difficile à lire\u00a0: prenez des mots et des phrases plus courts. "
        "«\u00a0L'accompagnement individualisé des représentants légaux nécessite préalablement l'identification…\u00a0»"
    )
    assert told(BUREAUCRATIC.partition(" La ")[0]) == []


def test_the_measure_is_that_of_kandel_and_moles() -> None:
    # Two sentences of three words: 207 - 1.015 × 3 - 73.6 × 7 syllables / 6 words.
    assert ease_of("Le chat dort. Tu joues bien aussi.") == pytest.approx(207 - 1.015 * 7 / 2 - 73.6 * 8 / 7)
    assert ease_of("…") == 100.0
    assert ease_of(BUREAUCRATIC) < HARDEST < ease_of("Votre enfant joue. Vous l'appelez. Il ne vient pas.")


@given(st.integers(min_value=1, max_value=80))
def test_a_sentence_is_told_if_and_only_if_it_is_too_long(count: int) -> None:
    assert (len(told(words(count))) == 1) is (count > LONGEST)
