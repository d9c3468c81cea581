"""What is recognised and what is not, rule by rule, on lists made for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.models import CrisisCode
from search.crisis import Recognition, recognise
from search.crisis.lexicon import Lexicon, Weight, WordList

LEXICON = Lexicon(
    [
        WordList("SUICIDE", "fr", Weight.DANGER, "veux/veut mourir/crever\nenvie mourir\npas/plus envie vivre\nme suicid*"),
        WordList("SUICIDE", "fr", Weight.SUBJECT, "suicid*"),
        WordList("SUICIDE", "fr", Weight.HARMLESS, "mourir rire\nsuicide squad"),
        WordList("SUICIDE", "en", Weight.DANGER, "want/wanna/wants die\ndont want live"),
        WordList("SUICIDE", "ar", Weight.DANGER, "أريد/بدي أموت/موت\nbghit nmout"),
        WordList("SELF_HARM", "fr", Weight.DANGER, "me/se scarifi*"),
        WordList("SEXTORTION", "fr", Weight.DANGER, "me fait chanter"),
        WordList("SEXTORTION", "fr", Weight.HARMLESS, "chantage tablette"),
        WordList("SEXUAL_VIOLENCE", "fr", Weight.DANGER, "me viole/violé/violée"),
        WordList("GROOMING", "fr", Weight.DANGER, "demande nudes"),
        WordList("HARASSMENT", "fr", Weight.DANGER, "me/se harcel*\nest/sont harcelé/harcelée\nfils/fille harcelé/harcelée"),
        WordList("HARASSMENT", "fr", Weight.SUBJECT, "harcel* aide"),
        WordList("RUNAWAY", "fr", Weight.SUBJECT, "fugu*"),
        WordList("RUNAWAY", "fr", Weight.HARMLESS, "fugue bach"),
        WordList("RUNAWAY", "xx", Weight.DANGER, "rien"),
    ]
)


def reason(text: str) -> str:
    found = recognise(text, LEXICON)
    return found.reason if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "Je VEUX mourir",
        "je veut mourrir",
        "jveux mourir",
        "je veux mouriiiiir",
        "je veux vraiment trop mourir",
        "je veux juste enfin pouvoir mourir",
        "mourir, je le veux",
        "j'ai envie de mourir",
        "jai envie d mourir",
        "g envie de mourir",
        "j’ai  ENVIE\nde mourir",
        "je n'ai pas envie de vivre",
        "plus aucune envie de vivre",
        "je me suicide",
        "jme suicide",
        "me suicidé",
        "I want to die",
        "i wanna die",
        "i don't want to live",
        "i dont want to live",
        "أُرِيدُ أَنْ أَمُوت",
        "اريد ان اموت",
        "bghit nmout",
    ],
)
def test_the_same_is_said_in_many_ways(text: str) -> None:
    assert reason(text) == "SUICIDE"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("il m'a violée", "SEXUAL_VIOLENCE"),
        ("il ma violee", "SEXUAL_VIOLENCE"),
        ("on m harcele", "HARASSMENT"),
        ("on mharcele", "HARASSMENT"),
        ("on me harcelle", "HARASSMENT"),
        ("on me arcelle", "HARASSMENT"),
        ("je me scarfie", "SELF_HARM"),
        ("suicde", "SUICIDE"),
        ("sucide", "SUICIDE"),
    ],
)
def test_an_apostrophe_or_a_letter_may_be_missing(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "je veux nourrir mon bébé",
        "je veux courir",
        "envie de nourrir",
        "il me suit",
        "ma fille est suivie par un psy",
        "robe violette",
        "cours de violon",
        "un vol de barcelone",
        "on me parle de marcel",
        "je veux une figue",
    ],
)
def test_a_usual_word_is_never_taken_for_another(text: str) -> None:
    assert reason(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("je ne veux pas mourir", ""),
        ("je veux pas mourir", ""),
        ("je ne veux plus jamais mourir", ""),
        ("il n'est pas suicidaire", ""),
        ("je me scarifie pas", ""),
        ("je ne me scarifie plus", ""),
        ("i do not want to die", ""),
        ("je ne vais pas bien, je veux mourir", "SUICIDE"),
        ("je vais pas bien je veux mourir", "SUICIDE"),
        ("je veux mourir pas souffrir", "SUICIDE"),
        ("de plus en plus envie de mourir", "SUICIDE"),
        ("je ne pense plus qu'à me suicider", "SUICIDE"),
        ("je n'arrive pas à arrêter de me scarifier", "SELF_HARM"),
        ("ils arrêtent pas de me harceler", "HARASSMENT"),
        ("je ne sais pas si je veux mourir", "SUICIDE"),
        ("je ne veux pas que mon fils se scarifie", "SELF_HARM"),
    ],
)
def test_a_denial_counts_where_it_means_the_phrase(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("série sur le suicide", ""),
        ("exposé sur le suicide", ""),
        ("paroles je veux mourir", ""),
        ("je veux mourir paroles", ""),
        ("je veux mourir dans minecraft", ""),
        ("il veut mourir dans le jeu", ""),
        ("minecraft je veux mourir", ""),
        ("je veux mourir je suis nul à minecraft", "SUICIDE"),
        ("mon fils veut mourir il joue trop à minecraft", "SUICIDE"),
        ("je suis nul à minecraft je veux mourir", "SUICIDE"),
        ("il veut mourir dans le jeu et en vrai", "SUICIDE"),
        ("he wants to die in fortnite and in real life", "SUICIDE"),
        ("film sur une fille harcelée", ""),
        ("roman fugue", ""),
        ("exposé harcèlement aide", ""),
        ("seris sur le suicide", ""),
        ("suicide", "SUICIDE"),
        ("harcèlement aide", "HARASSMENT"),
        ("fugue ado", "RUNAWAY"),
        ("je regarde une série et je veux mourir", "SUICIDE"),
        ("mon fils écrit dans un livre qu'il veut mourir", "SUICIDE"),
        ("mon fils est harcelé depuis son exposé", "HARASSMENT"),
        ("un joueur de fortnite demande des nudes", "GROOMING"),
        ("harcèlement dans un jeu aide", "HARASSMENT"),
    ],
)
def test_works_games_and_lessons_explain_what_is_said_in_their_name(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("envie de mourir de rire", ""),
        ("fugue de bach", ""),
        ("suicide squad", ""),
        ("chantage pour la tablette", ""),
        ("c'est à mourir de rire mais je veux mourir", "SUICIDE"),
        ("suicide squad, je me suicide", "SUICIDE"),
    ],
)
def test_what_is_harmless_covers_its_own_words_alone(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jeveuxmourir", "SUICIDE"),
        ("#JeVeuxMourir", "SUICIDE"),
        ("au secours iwanttodie", "SUICIDE"),
        ("jemescarifie", "SELF_HARM"),
        ("je.veux.mourir", "SUICIDE"),
        ("je_veux_mourir", "SUICIDE"),
        ("mourirderire", ""),
        ("jeveuxmourirderire", ""),
        ("jeneveuxpasmourir", ""),
        ("jeveuxcourir", ""),
        ("jeveuxviolet", ""),
    ],
)
def test_words_may_be_joined_or_parted_by_dots(text: str, expected: str) -> None:
    assert reason(text) == expected


@pytest.mark.parametrize("filling", ["mot. " * 700, "a " * 900, "x" * 3_000 + " "])
def test_a_long_text_is_read_to_its_end(filling: str) -> None:
    assert reason(filling + "je veux mourir") == "SUICIDE"
    assert reason("je veux mourir. " + filling) == "SUICIDE"


def test_the_end_of_a_long_text_does_not_go_on_with_its_beginning() -> None:
    assert reason("je veux " + "a " * 1_500 + "mourir") == ""


def test_a_sentence_that_ends_parts_words() -> None:
    assert [reason(text) for text in ("que veut-il ? mourir", "je veux. Mourir", "je veux\nmourir")] == ["", "", "SUICIDE"]


def test_the_first_reason_in_order_is_shown_and_a_phrase_before_a_subject() -> None:
    assert reason("on me fait chanter et je veux mourir") == "SUICIDE"
    assert reason("suicide ? il me viole") == "SEXUAL_VIOLENCE"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("je veux mourir", "young_person"),
        ("il me viole", "young_person"),
        ("il ma violée", "young_person"),
        ("mon fils veut mourir", "parent"),
        ("mes enfants veut mourir", "parent"),
        ("je crois que ma petite fille veut mourir", "parent"),
        ("my daughter wants to die", "parent"),
        ("ابني بدي موت", "parent"),
        ("ma copine veut mourir", "witness"),
        ("ma petite soeur veut mourir", "witness"),
        ("ma copine m'a dit qu'elle veut mourir", "witness"),
        ("mon copain me viole", "young_person"),
        ("elle veut mourir que puis je faire", "neutral"),
        ("suicide", "neutral"),
        ("j'ai peur suicide", "young_person"),
    ],
)
def test_who_speaks(text: str, speaker: str) -> None:
    found = recognise(text, LEXICON)
    assert found is not None
    assert found.speaker == speaker


def test_a_list_in_a_language_without_grammar_recognises_nothing() -> None:
    assert reason("rien") == ""


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    found = recognise(text, LEXICON)
    assert found is None or (isinstance(found, Recognition) and found.reason in CrisisCode.values)


@given(
    st.lists(
        st.sampled_from(["je", "veux", "mourir", "pas", "rire", "film", ".", ",", "me", "suicide", "plus", "ma", "fille"]), max_size=60
    )
)
def test_any_mixture_of_these_words_is_read(words: list[str]) -> None:
    recognise(" ".join(words), LEXICON)


@pytest.mark.parametrize("text", ["je veux mourir " * 10_000, "a" * 100_000, "' " * 5_000, "suicide" * 10_000])
def test_no_more_than_a_page_is_read(text: str) -> None:
    assert len(LEXICON.read(text)) <= 600
