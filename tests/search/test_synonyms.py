"""What a text leads to by the synonyms of its language, and that nothing old of them is ever used."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from search.questions import read_question
from search.spelling import VocabularySpeller
from search.synonyms import MOST_EXPANSIONS, Expansion, SpellerOfSynonyms, Synonyms, expander, expansions, groups_in
from tests.factories import SynonymGroupFactory

PHONES = Synonyms("fr", "téléphone\nportable\nsmartphone", "", 0.6)
INSTA = Synonyms("fr", "insta", "Instagram", 0.9)
NETWORKS = Synonyms("fr", "réseaux sociaux\ntik tok", "", 0.4)


def led_to(text: str, *groups: Synonyms, language: str = "fr") -> list[tuple[str, float]]:
    return [(expansion.phrase, expansion.weight) for expansion in expansions(text, language, groups)]


def test_a_word_leads_to_the_others_of_its_group_with_their_weight() -> None:
    assert led_to("quel téléphone en 6e", PHONES) == [("portable", 0.6), ("smartphone", 0.6)]
    assert expansions("TELEPHONES", "fr", [PHONES])[0] == Expansion("portable", 0.6, typed="téléphone")


def test_one_way_does_not_lead_back() -> None:
    assert led_to("mon compte insta", INSTA) == [("Instagram", 0.9)]
    assert led_to("mon compte Instagram", INSTA) == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("les réseaux sociaux", ["tik tok"]),
        ("quel réseau social à 12 ans", ["tik tok"]),
        ("sociaux réseaux", []),
        ("réseaux très sociaux", []),
        ("tik", []),
        ("un tik tok", ["réseaux sociaux"]),
    ],
)
def test_a_phrase_must_stand_in_the_text_whole_and_in_order(text: str, phrases: list[str]) -> None:
    assert [phrase for phrase, _weight in led_to(text, NETWORKS)] == phrases


def test_what_the_text_says_itself_is_not_added_and_nothing_is_added_twice() -> None:
    heavier = Synonyms("fr", "mobile\nportable", "", 0.8)
    assert led_to("téléphone portable", PHONES) == [("smartphone", 0.6)]
    assert led_to("téléphone mobile", PHONES, heavier) == [("portable", 0.8), ("smartphone", 0.6)]


def test_a_group_is_of_its_language_alone() -> None:
    assert led_to("insta", INSTA, language="en") == []
    assert led_to("هاتف ابني", Synonyms("ar", "الهاتف\nجوال", "", 0.6), language="ar") == [("جوال", 0.6)]


@pytest.mark.parametrize("text", ["", "   ", "le la les", "?!", "\0", "\ud800"])
def test_a_text_without_a_word_leads_nowhere(text: str) -> None:
    assert led_to(text, PHONES) == []


def test_a_group_whose_words_mean_nothing_leads_nowhere() -> None:
    assert led_to("téléphone", Synonyms("fr", "téléphone\nle", "", 0.6), Synonyms("fr", "", "", 0.6)) == []


def test_the_heaviest_stay_where_there_are_too_many() -> None:
    light = Synonyms("fr", "mot\n" + "\n".join(f"x{number}" for number in range(MOST_EXPANSIONS)), "", 0.1)
    heavy = Synonyms("fr", "mot", "parole", 0.5)
    found = led_to("mot", light, heavy)
    assert (len(found), found[0]) == (MOST_EXPANSIONS, ("parole", 0.5))


def test_a_word_of_a_synonym_is_not_mistyped() -> None:
    speller = VocabularySpeller({"fr_portail": 3, "fr_telephone": 1})
    knowing = SpellerOfSynonyms(speller, (PHONES, INSTA))
    assert (speller.knows("portable", "fr"), knowing.knows("portable", "fr"), knowing.knows("telephone", "fr")) == (False, True, True)
    # What only something else leads to was not typed by anybody, and other languages have other words.
    assert (knowing.knows("instagram", "fr"), knowing.knows("portable", "en")) == (False, False)
    assert knowing.nearest("telefone", "fr") == speller.nearest("telefone", "fr") != ()
    languages = ("fr", "en")
    assert read_question("portable", languages, speller).corrections == {"portable": "portail"}
    question = read_question("portable", languages, knowing, expander((PHONES,)))
    assert question.corrections == {}
    assert [(wanted.word, wanted.weight) for wanted in question.words if wanted.language == "fr"] == [
        ("portable", 1.0),
        ("telephone", 0.6),
        ("smartphone", 0.6),
    ]


@given(st.text(max_size=80), st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
def test_any_text_and_any_group_give_weights_of_the_groups_only(text: str, written: list[tuple[str, str]]) -> None:
    groups = [Synonyms("fr", words, leads_to, 0.6) for words, leads_to in written]
    assert {weight for _phrase, weight in led_to(text, *groups)} <= {0.6}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 20])
def test_groups_are_read_by_one_statement_whatever_their_number(count: int) -> None:
    for number in range(count):
        SynonymGroupFactory(words=f"un{number}\ndeux{number}")
    groups_in(["fr", "en"])
    with CaptureQueriesContext(connection) as asked:
        found = groups_in(["fr", "en"])
    assert (len(asked), len(found)) == (1, count)


@pytest.mark.django_db
def test_what_is_saved_switched_off_or_deleted_holds_at_once() -> None:
    group = SynonymGroupFactory(words="téléphone\nportable", weight=0.3)
    SynonymGroupFactory(language="en", words="phone\nmobile")
    assert groups_in(["fr"]) == (Synonyms("fr", "téléphone\nportable", "", 0.3),)
    assert led_to("portable", *groups_in(["fr"])) == [("téléphone", 0.3)]
    group.words = "téléphone\nmobile"
    group.save()
    assert led_to("portable", *groups_in(["fr"])) == []
    assert led_to("mobile", *groups_in(["fr", "en"])) == [("téléphone", 0.3)]
    group.is_active = False
    group.save()
    assert groups_in(["fr"]) == ()
    group.is_active = True
    group.save()
    group.delete()
    assert groups_in(["fr"]) == ()
