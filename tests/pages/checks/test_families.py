"""Each family of checks, on what a page holds, without a page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.translation import override

from pages.editorial_checks import captions, headings, helplines, images, numbers, places
from pages.editorial_checks.content import (
    Captions,
    Content,
    Heading,
    Line,
    Link,
    ShownFilm,
    ShownHelpline,
    ShownImage,
    Words,
)
from pages.editorial_checks.findings import Finding, Place, Severity, blocking, weighed

TEXT = Place("steps_fr", "fr", block=0)
ENGLISH = Place("steps_en", "en", block=0)
TODAY = dt.date(2026, 11, 23)
LINES = (
    Line("3018", "3018"),
    Line("3020", "3018", is_old=True, replaced_by="3018"),
    Line("0800 200 000", "3018", is_old=True, replaced_by="3018"),
    Line("3939", "Ancienne ligne", is_old=True),
    Line("3040", "Ligne à venir", is_to_come=True),
)


def said(found: list[Finding]) -> list[tuple[str, str, str]]:
    with override("en"):
        return [(finding.field, finding.severity.value, str(finding.message)) for finding in found]


# --- images ----------------------------------------------------------------------------------------------------------------------


def test_an_image_is_described_or_decorative() -> None:
    content = Content(images=(ShownImage(TEXT, "Chat", "Un chat"), ShownImage(TEXT, "Trait", "", is_decorative=True)))
    assert list(images.check(content)) == []


def test_an_image_without_words_blocks_where_an_editor_can_mend_it() -> None:
    here = Place("steps_fr", "fr", block=0, part="alt_text")
    content = Content(images=(ShownImage(here, "Chat", ""), ShownImage(Place("cover_image"), "Chien", "")))
    assert said(list(images.check(content))) == [
        (
            "steps_fr",
            "blocking",
            "The image “Chat” has no alternative text: write it here or in the image itself, or tick “Decorative”.",
        ),
        ("cover_image", "blocking", "The image “Chien” has no alternative text: write it in the image itself."),
    ]


def test_words_in_french_only_are_worth_knowing() -> None:
    content = Content(images=(ShownImage(ENGLISH, "Chat", "", other_text="Un chat"),))
    assert said(list(images.check(content))) == [
        ("steps_en", "warning", "The alternative text of the image “Chat” is not translated: readers of this language get it in French.")
    ]


# --- headings --------------------------------------------------------------------------------------------------------------------


def levels(*found: int, field: str = "body_fr") -> tuple[Heading, ...]:
    return tuple(Heading(Place(field, "fr", block=index), level) for index, level in enumerate(found))


def test_headings_go_down_one_level_at_a_time_and_up_as_they_like() -> None:
    assert list(headings.check(Content(headings=levels(2, 3, 4, 2, 3, 2)))) == []
    assert list(headings.check(Content(headings=(*levels(2, 3), *levels(2, 3, field="body_en"))))) == []


def test_a_skipped_level_is_told_at_the_heading() -> None:
    found = list(headings.check(Content(headings=(*levels(3, 2, 4), *levels(2, 3, 4, field="body_en")))))
    assert [(finding.field, finding.place.block) for finding in found] == [("body_fr", 0), ("body_fr", 2)]
    assert said(found)[1] == ("body_fr", "blocking", "This heading skips a level: after “Part” comes “Section”, not “Detail”.")


# --- numbers ---------------------------------------------------------------------------------------------------------------------

BY_HAND = "The number “3018” is typed by hand: take it out and add the block “Helpline”, which alone stays up to date."


def test_a_number_typed_by_hand_blocks_in_any_text() -> None:
    content = Content(lines=LINES, words=(Words(TEXT, "Appelez le 3018."), Words(TEXT, "En 2020, à 18 ans.")))
    assert said(list(numbers.check(content))) == [("steps_fr", "blocking", BY_HAND)]


def test_an_old_number_is_told_with_what_replaced_it() -> None:
    content = Content(lines=LINES, words=tuple(Words(TEXT, text) for text in ("Appelez le 3020", "0800.200.000", "le 3939")))
    assert [message for _field, _severity, message in said(list(numbers.check(content)))] == [
        "The number “3020” no longer answers: 3018 replaced it. Take it out and add the block “Helpline”.",
        "The number “0800.200.000” no longer answers: 3018 replaced it. Take it out and add the block “Helpline”.",
        "The number “3939” no longer answers. Take it out.",
    ]


def test_a_link_that_dials_is_a_number_typed_by_hand() -> None:
    content = Content(lines=LINES, links=(Link(TEXT, "tel:3018"), Link(TEXT, "sms:30%2018?body=x"), Link(TEXT, "https://3018.fr/")))
    assert [message for _field, _severity, message in said(list(numbers.check(content)))] == [BY_HAND, BY_HAND.replace("3018", "30 18")]


def said_in_captions(**tracks: str) -> list[tuple[str, str, str]]:
    film = ShownFilm(Place("video"), "Film", ("fr",), {code: Captions(words, 5_000) for code, words in tracks.items()})
    return said(list(numbers.check(Content(lines=LINES, films=(film,)))))


def test_captions_may_say_a_number_that_answers_since_they_say_what_is_said() -> None:
    assert said_in_captions(fr="Appelez le 3018.\nLe 30 18, jour et nuit.", en="Call 3018.", ar="اتصل بالرقم ٣٠١٨") == []


def test_a_number_that_no_longer_answers_blocks_in_captions_and_is_told_once_for_each_language() -> None:
    found = said_in_captions(
        fr="Bonjour.\nAppelez le 0800 200 000.\nJe répète : le 0800 200 000.",
        en="Call 3020.",
        ar="اتصل بالرقم ٣٩٣٩",
    )
    assert {(field, severity) for field, severity, _message in found} == {("video", "blocking")}
    no_longer = "is said, and it no longer answers"
    assert [message for _field, _severity, message in found] == [
        f"In the captions of “Film” (Français): The number “0800 200 000” {no_longer}: 3018 replaced it. Cut this passage.",
        f"In the captions of “Film” (English): The number “3020” {no_longer}: 3018 replaced it. Cut this passage.",
        f"In the captions of “Film” (العربيّة): The number “3939” {no_longer}. Cut this passage.",
    ]


@pytest.mark.parametrize(
    ("code", "words", "typed"),
    [
        ("fr", "Appelez le 01 23 45 67 89.", "01 23 45 67 89"),
        ("fr", "Composez le 3919.", "3919"),
        ("fr", "Le 3040, bientôt.", "3040"),
        ("en", "Call 3919 now.", "3919"),
        ("ar", "اتصل بالرقم ٣٩١٩", "3919"),
    ],
)
def test_any_other_number_to_call_blocks_in_captions(code: str, words: str, typed: str) -> None:
    [(field, severity, message)] = said_in_captions(**{code: words})
    assert (field, severity) == ("video", "blocking")
    assert message.endswith(
        f"The number “{typed}” is said, and it is no helpline of ours that answers today. Check it: add the helpline, or cut this passage."
    )


def test_a_number_spelled_out_is_beyond_the_check() -> None:
    assert said_in_captions(fr="Appelez le trente dix-huit, ou le zéro huit cents deux cents mille.", en="Call thirty eighteen.") == []


# --- helplines -------------------------------------------------------------------------------------------------------------------


def test_a_helpline_that_no_longer_answers_is_told_at_its_block() -> None:
    shown = (
        ShownHelpline(TEXT, "3018"),
        ShownHelpline(TEXT, "3020"),
        ShownHelpline(TEXT, "3939"),
        ShownHelpline(TEXT, "116 000", until=dt.date(2026, 11, 22)),
        ShownHelpline(TEXT, "119", until=TODAY),
    )
    assert said(list(helplines.check(Content(lines=LINES, helplines=shown, today=TODAY)))) == [
        ("steps_fr", "blocking", "The helpline 3020 no longer answers: choose 3018, which replaced it."),
        ("steps_fr", "blocking", "The helpline 3939 no longer answers: take this block out."),
        ("steps_fr", "blocking", "The helpline 116 000 no longer answers: take this block out."),
    ]


def test_a_page_of_urgent_help_shows_a_helpline_in_each_language_it_is_served_in() -> None:
    texts = tuple(Place(f"steps_{code}", code) for code in ("fr", "en", "ar"))
    urgent = Content(served=("fr", "en"), texts=texts, helplines=(ShownHelpline(TEXT, "3018"),), is_crisis=True)
    assert said(list(helplines.check(urgent))) == [
        ("steps_en", "blocking", "This is a page of urgent help: add the block “Helpline” to its text.")
    ]


def test_a_helpline_that_no_longer_answers_does_not_count() -> None:
    urgent = Content(
        served=("fr",), texts=(Place("steps_fr", "fr"),), helplines=(ShownHelpline(TEXT, "3020"),), lines=LINES, is_crisis=True
    )
    assert [finding.place.block for finding in helplines.check(urgent)] == [0, None]


def test_other_pages_need_none() -> None:
    assert list(helplines.check(Content(served=("fr",), texts=(Place("steps_fr", "fr"),)))) == []


# --- captions --------------------------------------------------------------------------------------------------------------------


def film(*codes: str, **tracks: Captions) -> ShownFilm:
    return ShownFilm(Place("video"), "Film", codes, tracks, duration_ms=60_000)


def test_missing_captions_are_told_outside_an_edition_and_block_inside() -> None:
    films = (film("fr", "en", fr=Captions("Bonjour", 1_000)),)
    message = "The video “Film” has no captions in this language: English."
    assert said(list(captions.check(Content(films=films)))) == [("video", "warning", message)]
    assert said(list(captions.check(Content(films=films, is_in_edition=True)))) == [("video", "blocking", message)]


def test_captions_of_another_cut_are_told() -> None:
    films = (film("fr", fr=Captions("Bonjour", 60_000)), film("fr", fr=Captions("Bonjour", 59_999)))
    assert said(list(captions.check(Content(films=films)))) == [
        ("video", "warning", "The captions of the video “Film” go on after its end (Français): they belong to another cut.")
    ]


# --- addresses and weight --------------------------------------------------------------------------------------------------------


def test_an_address_that_a_sibling_has_is_told_at_its_field() -> None:
    assert said(list(places.check(Content(taken_addresses={"address_en": "Déjà prise."})))) == [("address_en", "blocking", "Déjà prise.")]


def test_what_readers_are_not_served_is_a_warning() -> None:
    found = weighed([Finding(TEXT, "un"), Finding(ENGLISH, "deux"), Finding(Place("video"), "trois")], ["fr"])
    assert [finding.severity for finding in found] == [Severity.BLOCKING, Severity.WARNING, Severity.BLOCKING]
    assert [finding.message for finding in blocking(found)] == ["un", "trois"]
