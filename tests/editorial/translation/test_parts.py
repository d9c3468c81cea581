"""What there is to translate in a page, and which texts of two languages belong together."""

from __future__ import annotations

import pytest

from editorial.translation.digests import NOTHING, digest
from editorial.translation.parts import Kind, Known, parts_of, translated_fields
from pages.models import FaqPage, GuidePage, InterviewPage
from tests.editorial.translation.content import guide, helpline, listing, paragraph, step


def texts(content: dict[str, object], known: Known | None = None) -> list[tuple[str, str, str]]:
    return [(part.path, part.source, part.translation) for part in parts_of(GuidePage, content, "ar", known)]


def test_every_text_of_a_page_in_the_order_of_the_page() -> None:
    french = [step("a", "Posez-le", "Dans la cuisine.", image=7), helpline("h", 3), listing("l", x="Un", y="Deux")]
    found = parts_of(GuidePage, guide(french, title_ar="الهاتف ليلا", keywords_fr="sommeil"), "ar")
    assert [(part.path, part.unit, part.kind, part.source, part.translation) for part in found] == [
        ("title", "title", Kind.TEXT, "Le téléphone la nuit", "الهاتف ليلا"),
        ("summary", "summary", Kind.TEXT, "Dormir sans écran.", ""),
        ("steps/a/title", "steps/a", Kind.TEXT, "Posez-le", ""),
        ("steps/a/text", "steps/a", Kind.RICH, "<p>Dans la cuisine.</p>", ""),
        ("steps/h/=", "steps/h", Kind.SHOWN, "3", ""),
        ("steps/l/items/x", "steps/l", Kind.TEXT, "Un", ""),
        ("steps/l/items/y", "steps/l", Kind.TEXT, "Deux", ""),
        ("keywords", "keywords", Kind.TEXT, "sommeil", ""),
    ]
    assert [str(label) for label in found[2].labels] == ["étapes", "Étape", "Ce qu’il faut faire"]
    assert (found[0].max_length, found[2].max_length) == (255, 200)


def test_the_rows_of_lists_are_parts_by_their_keys() -> None:
    rows = [{"key": "k1", "question_fr": "Pourquoi ?", "question_ar": "لماذا؟"}, {"key": "k2", "question_fr": "Et puis ?"}]
    found = parts_of(InterviewPage, {"questions": rows}, "ar")
    assert [(part.path, part.unit, part.source, part.translation) for part in found] == [
        ("questions/k1/question", "questions/k1", "Pourquoi ?", "لماذا؟"),
        ("questions/k2/question", "questions/k2", "Et puis ?", ""),
    ]


def test_blocks_typed_by_hand_are_paired_by_their_kind_and_order() -> None:
    french = [step("a", "Un"), paragraph("p", "Puis"), step("b", "Deux")]
    arabic = [paragraph("z", "ثم"), step("x", "واحد"), step("y", "اثنان")]
    assert texts(guide(french, arabic))[2:] == [
        ("steps/a/title", "Un", "واحد"),
        ("steps/p", "<p>Puis</p>", "<p>ثم</p>"),
        ("steps/b/title", "Deux", "اثنان"),
    ]


def test_what_is_on_record_pairs_before_the_order_does() -> None:
    known = Known([("steps/a/title", digest("واحد")), ("steps/b/title", digest("اثنان"))])
    french = [step("new", "Zéro"), step("a", "Un"), step("b", "Deux")]
    arabic = [step("x", "واحد"), step("y", "اثنان")]
    assert texts(guide(french, arabic), known)[2:] == [
        ("steps/new/title", "Zéro", ""),
        ("steps/a/title", "Un", "واحد"),
        ("steps/b/title", "Deux", "اثنان"),
    ]


def test_the_translation_of_a_block_that_is_gone_belongs_to_no_other() -> None:
    known = Known([("steps/gone/title", digest("قديم"))])
    assert texts(guide([step("new", "Neuf")], [step("gone", "قديم")]), known)[2:] == [
        ("steps/gone/title", "", "قديم"),
        ("steps/new/title", "Neuf", ""),
    ]


def test_the_items_of_a_list_are_paired_like_blocks() -> None:
    french, arabic = [listing("l", a="Un", b="Deux", c="Trois")], [listing("l", b="اثنان", z="واحد")]
    assert texts(guide(french, arabic))[2:] == [
        ("steps/l/items/a", "Un", "واحد"),
        ("steps/l/items/b", "Deux", "اثنان"),
        ("steps/l/items/c", "Trois", ""),
    ]


def test_what_a_block_shows_is_a_part_once_the_block_is_there() -> None:
    content = guide([step("a", "Un", image=7)], [step("a", "واحد", image=8)])
    assert texts(content)[2:] == [("steps/a/title", "Un", "واحد"), ("steps/a/=", '{"image": 7}', '{"image": 8}')]


def test_blocks_of_unknown_type_are_passed_over() -> None:
    strange = {"type": "gone", "id": "g", "value": "x"}
    assert texts(guide([strange, step("a", "Un")], [strange]))[2:] == [("steps/a/title", "Un", "")]


@pytest.mark.parametrize(
    ("one", "other", "is_rich"),
    [
        ("Un  mot", " Un mot ", False),
        ("Un\u00a0mot\u202f!", "Un mot !", False),
        ("e\u0301cran", "\u00e9cran", False),
        ('<p data-block-key="k1">Un</p><p>Deux</p>', "<p>Un</p> \n<p>Deux</p>", True),
        ("<p></p>", "", True),
        ("<ul><li></li></ul>", "", True),
    ],
)
def test_white_space_and_what_only_the_editor_writes_say_nothing(one: str, other: str, is_rich: bool) -> None:
    assert digest(one, is_rich=is_rich) == digest(other, is_rich=is_rich)


def test_another_word_and_another_mark_say_something_else() -> None:
    assert len({digest(text, is_rich=True) for text in ("<p>a b</p>", "<p>a <b>b</b></p>", "<p>ab</p>", "<p>a</p><p>b</p>")}) == 4
    assert digest("") == digest(" \n\u00a0") == NOTHING


def test_the_fields_of_a_type_stand_in_the_order_in_which_it_has_them() -> None:
    assert translated_fields(FaqPage)[:4] == ["title", "summary", "question", "answer"]
