"""What is kept of documents is made from all their texts, and made again only where those changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engine import SpokenCue
from search.meaning import documents as module
from search.meaning.documents import MOST_PASSAGES, PASSAGE_WORDS, passages, stretches, with_meaning
from search.meaning.packed import HEAD, PLANE, packed
from tests.search.encoders import WordsEncoder
from tests.search.examples import document


def words(number: int) -> list[str]:
    return [f"mot{place}" for place in range(number)]


@pytest.mark.parametrize(
    ("number", "sizes"), [(0, [0]), (1, [1]), (60, [60]), (61, [30, 31]), (120, [60, 60]), (121, [40, 40, 41]), (185, [46, 46, 46, 47])]
)
def test_a_text_is_cut_into_as_few_passages_as_their_length_allows_all_about_as_long(number: int, sizes: list[int]) -> None:
    assert PASSAGE_WORDS == 60
    found = passages(document(1, "Titre", " ".join(words(number))))
    assert [len(passage.split()) - 1 for passage in found] == sizes
    assert [word for passage in found for word in passage.split()[1:]] == words(number)
    assert all(passage.startswith("Titre.") for passage in found)


def test_keywords_come_first_with_the_title_before_them() -> None:
    assert passages(document(1, "Titre", "Le  texte\n\nici", keywords="écran,  nuit")) == ["Titre. écran,  nuit", "Titre. Le texte ici"]
    assert passages(document(1, "Titre")) == ["Titre."]


def test_of_a_book_the_first_passages_are_kept() -> None:
    found = passages(document(1, "Livre", " ".join(words(60 * 300)), keywords="long"))
    assert len(found) == MOST_PASSAGES == 200
    assert found[0] == "Livre. long"
    assert found[-1].endswith(" mot11939")


def said(text: str, track_id: int = 1, start_ms: int = 0) -> SpokenCue:
    return SpokenCue(start_ms, start_ms + 1_000, "", text, 5, track_id)


@pytest.mark.parametrize(
    ("lengths", "found"),
    [
        ([], []),
        ([5], [range(1)]),
        ([30, 30, 1], [range(2), range(2, 3)]),
        ([70, 1, 59, 1], [range(1), range(1, 3), range(3, 4)]),
        ([0, 60, 0], [range(3)]),
    ],
)
def test_what_is_said_is_cut_between_cues(lengths: list[int], found: list[range]) -> None:
    assert stretches([said(" ".join(words(length))) for length in lengths]) == found


def test_no_stretch_goes_from_one_track_into_another() -> None:
    assert stretches([said("un"), said("deux"), said("trois", 2), said("quatre", 1)]) == [range(2), range(2, 3), range(3, 4)]


def test_what_is_said_comes_last_and_once_however_long_the_text_before_is() -> None:
    cues = (said("il dort peu"), said("la nuit\navec nous"), said("autre film", 2))
    found = passages(document(1, "Film", "Écrit.\nil dort peu\nla nuit\navec nous\nautre film", cues=cues))
    assert found == ["Film. Écrit.", "Film. il dort peu la nuit\navec nous", "Film. autre film"]
    book = passages(document(1, "Livre", " ".join(words(60 * 300)), cues=cues))
    assert len(book) == MOST_PASSAGES + 2
    assert book[-2:] == ["Livre. il dort peu la nuit\navec nous", "Livre. autre film"]


def test_without_an_encoder_nothing_is_added() -> None:
    plain = [document(1, "Un"), document(2, "Deux")]
    assert list(with_meaning(plain, {(1, "fr"): b"something"}, None)) == plain


def test_a_document_gets_a_passage_for_each_text_and_is_the_same_otherwise() -> None:
    plain = document(1, "Un", " ".join(words(61)), keywords="clé")
    [made] = with_meaning([plain], {}, WordsEncoder())
    assert len(made.meaning) == HEAD + 3 * PLANE
    assert made.meaning[HEAD:] == packed(b"", WordsEncoder().encode(passages(plain)))[2 * PLANE :]
    assert replace(made, meaning=b"") == plain


def test_only_what_changed_is_encoded_again() -> None:
    before = [document(1, "Un", "texte"), document(1, "One", "text", language="en"), document(2, "Deux"), document(3, "Trois")]
    kept = {(each.page_id, each.language): each.meaning for each in with_meaning(before, {}, WordsEncoder())}
    after = [replace(before[0], body="autre"), before[1], replace(before[2], keywords="clé"), before[3], document(4, "Quatre")]
    encoder = WordsEncoder()
    made = list(with_meaning(after, kept, encoder))
    assert encoder.asked == ["Un. autre", "Deux. clé", "Deux.", "Quatre."]
    assert [each.meaning for each in (made[1], made[3])] == [kept[1, "en"], kept[3, "fr"]]
    assert made == list(with_meaning(after, {}, WordsEncoder()))


def test_what_does_not_touch_the_texts_encodes_nothing() -> None:
    plain = document(1, "Un", "texte")
    [made] = with_meaning([plain], {}, WordsEncoder())
    encoder = WordsEncoder()
    other = replace(plain, facets=frozenset({"theme:1"}), served_in=frozenset({"fr", "ar"}), passages=("texte",))
    [again] = with_meaning([other], {(1, "fr"): made.meaning}, encoder)
    assert (encoder.asked, again.meaning) == ([], made.meaning)


def test_another_encoder_makes_all_anew() -> None:
    plain = document(1, "Un", "texte")
    [made] = with_meaning([plain], {}, WordsEncoder())
    kept = {(1, "fr"): made.meaning}
    other = WordsEncoder("other words")
    [again] = with_meaning([plain], kept, other)
    assert other.asked == ["Un. texte"]
    assert again.meaning[:16] != made.meaning[:16]


def test_another_way_of_keeping_makes_all_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = document(1, "Un", "texte")
    [made] = with_meaning([plain], {}, WordsEncoder())
    monkeypatch.setattr(module, "LAYOUT", "another way")
    encoder = WordsEncoder()
    list(with_meaning([plain], {(1, "fr"): made.meaning}, encoder))
    assert encoder.asked == ["Un. texte"]


def test_documents_are_made_one_by_one() -> None:
    encoder = WordsEncoder()
    made = with_meaning((document(number, f"Titre{number}") for number in range(1, 1_000)), {}, encoder)
    next(made)
    assert encoder.asked == ["Titre1."]
