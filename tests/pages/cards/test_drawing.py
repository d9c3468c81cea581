"""What is drawn on a card: every word of it in its script, in the size networks ask for, and never too heavy for them."""

from __future__ import annotations

import colorsys
import dataclasses
import io
import re
from pathlib import Path

import pytest
from django.apps import apps
from PIL import Image, ImageColor

from pages import languages
from pages.cards.drawing import MOST_BYTES, PHOTOGRAPH_SIZE, card_image
from pages.cards.facts import CardFacts, Photograph, card_facts
from pages.cards.kinds import KINDS
from pages.drawing import colours
from pages.drawing.lettering import Face, Run, balanced, cut, lines_of, width_of
from pages.drawing.settable import settable
from pages.models import BasePage

BRAND = Path(__file__).parents[3] / "editorial/static/editorial/brand.css"
PLAIN = CardFacts("fr", "Le premier téléphone", "Guide pratique", ("UNAF",), "Le Club des Parents Connectés")
LONG = (
    "Mon enfant passe ses nuits sur son téléphone\N{NARROW NO-BREAK SPACE}: comment en parler sans crier, et poser des règles qui tiennent"
)
ARABIC = CardFacts("ar", "طفلي يتعرّض للمضايقة (ماذا نفعل؟)", "دليل عملي", ("e-Enfance",), "نادي الأهل المتصلين")


def noise(size: tuple[int, int] = PHOTOGRAPH_SIZE) -> Image.Image:
    """A picture that nothing makes small."""
    return Image.effect_noise(size, 120).convert("RGB")


@pytest.mark.parametrize(
    ("facts", "photograph"),
    [
        (PLAIN, None),
        (PLAIN, noise()),
        (dataclasses.replace(PLAIN, title=LONG), noise()),
        (dataclasses.replace(PLAIN, title="Anticonstitutionnellement" * 10, names=("Une association",) * 9), noise()),
        (dataclasses.replace(PLAIN, title="", names=()), None),
        (dataclasses.replace(PLAIN, number="3018", line="Harcèlement", is_crisis=True), None),
        (ARABIC, None),
        (ARABIC, noise()),
    ],
)
def test_a_card_has_the_size_networks_ask_for_and_is_not_heavy(facts: CardFacts, photograph: Image.Image | None) -> None:
    drawn = card_image(facts, photograph)
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (1200, 630), "RGB")
    assert len(drawn) <= MOST_BYTES
    assert drawn == card_image(facts, photograph)


@pytest.mark.parametrize(("facts", "begins_at"), [(PLAIN, "left"), (ARABIC, "right")])
def test_words_begin_where_readers_of_the_script_begin_and_the_photograph_stands_at_the_end(facts: CardFacts, begins_at: str) -> None:
    green = Image.new("RGB", PHOTOGRAPH_SIZE, "#00FF00")
    with Image.open(io.BytesIO(card_image(facts, green))) as image:
        left, right = (image.getpixel((across, 315)) for across in (10, 1190))
    plum, shown = ImageColor.getrgb(colours.PLUM), (0, 255, 0)
    for seen, meant in zip((left, right), (plum, shown) if begins_at == "left" else (shown, plum), strict=True):
        assert isinstance(seen, tuple)
        assert max(abs(one - other) for one, other in zip(seen, meant, strict=True)) < 8


def test_every_word_and_the_picture_change_the_digest() -> None:
    picture = Photograph("key", "a.jpg", (None, None, None, None))
    others = [
        {"language": "en"},
        {"title": "Le second téléphone"},
        {"kind": "Tutoriel"},
        {"names": ("UNAF", "e-Enfance")},
        {"club": "Le Club"},
        {"photograph": picture},
        {"photograph": dataclasses.replace(picture, file_name="b.jpg")},
        {"photograph": dataclasses.replace(picture, focal_point=(1, 2, 3, 4))},
        {"number": "3018"},
        {"line": "Harcèlement"},
        {"is_crisis": True},
    ]
    digests = {PLAIN.digest, *(dataclasses.replace(PLAIN, **change).digest for change in others)}  # type: ignore[arg-type]
    assert len(digests) == 1 + len(others)
    assert {len(digest) for digest in digests} == {16}


def test_urgent_help_shows_a_number_and_no_photograph_and_other_pages_no_number() -> None:
    picture, line = Photograph("key", "a.jpg", (None,) * 4), ("3018", "3018\N{NO-BREAK SPACE}: harcèlement en ligne")
    urgent, calm = (
        card_facts("fr", title="Que faire", model_name="guidepage", names=["A", "B", "A"], is_crisis=crisis, photograph=picture, line=line)
        for crisis in (True, False)
    )
    assert (urgent.photograph, urgent.number, urgent.line) == (None, "3018", "Harcèlement en ligne")
    assert (calm.photograph, calm.number, calm.line) == (picture, "", "")
    assert urgent.description == "Que faire · Guide pratique · 3018 Harcèlement en ligne · A · B · Le Club des Parents Connectés"


def test_every_type_of_page_is_called_something_in_every_language() -> None:
    types = {str(model._meta.model_name) for model in apps.get_models() if issubclass(model, BasePage) and model is not BasePage}
    assert set(KINDS) == types
    assert [name for name, said in KINDS.items() if set(said) != set(languages.codes()) or not all(said.values())] == []


def test_signs_that_the_arabic_font_has_not_are_taken_from_the_other_and_turned() -> None:
    face = Face("ar", is_bold=True)
    assert face.runs("نفعل (الآن؟) — مع (UNAF)") == [
        Run("نفعل", is_arabic=True),
        Run(")", is_arabic=False, may_grow=False),
        Run("الآن؟", is_arabic=True, has_space=False),
        Run("(", is_arabic=False, has_space=False, may_grow=False),
        Run("—", is_arabic=False, may_grow=False),
        Run("مع", is_arabic=True),
        Run("(UNAF)", is_arabic=False),
    ]
    assert width_of(face, "", 40) == 0


def test_lines_are_of_one_length_and_what_does_not_fit_is_cut() -> None:
    face = Face("fr", is_bold=True)
    assert lines_of(face, "un deux trois quatre", 100, 700) == ["un deux trois", "quatre"]
    assert balanced(face, "un deux trois quatre", 100, 700) == ["un deux", "trois quatre"]
    assert cut(face, ["un deux", "trois", "quatre"], 100, 700, 2) == ["un deux", "trois quatre"]
    (line,) = cut(face, ["un deux trois quatre cinq"], 100, 700, 1)
    assert line == "un deux…"
    assert width_of(face, line, 100) <= 700
    # French keeps its signs with the word before them.
    assert balanced(face, "Que faire\N{NO-BREAK SPACE}?", 100, 10) == ["Que", "faire\N{NO-BREAK SPACE}?"]


@pytest.mark.parametrize(
    ("code", "typed", "set_text"),
    [
        ("fr", "Le premier téléphone", "Le premier téléphone"),
        ("fr", "📱 Le premier téléphone", "Le premier téléphone"),
        ("fr", "Le premier 📱📱 téléphone 🎉", "Le premier téléphone"),
        ("fr", "Bravo🎉Merci", "Bravo Merci"),
        ("fr", "En famille 👩\u200d👧, sans crier 🤫.", "En famille, sans crier."),
        ("fr", "Que faire 🤔\N{NO-BREAK SPACE}?", "Que faire\N{NO-BREAK SPACE}?"),
        ("en", "Hello 👋!", "Hello!"),
        ("fr", "Dormir (😴) bien (🎉 la fête)", "Dormir bien (la fête)"),
        ("fr", "1\ufe0f\u20e3 écran, ❤\ufe0f et 🇫🇷", "1 écran, et"),
        ("fr", "🎉", ""),
        ("fr", "Deux  espaces", "Deux  espaces"),
        ("fr", "Dire سلام à l’école", "Dire à l’école"),
        ("ar", "طفلي 📱 يتعرّض، 🎉 (ماذا نفعل؟)", "طفلي يتعرّض، (ماذا نفعل؟)"),
        ("ar", "مع UNAF 🎉؟", "مع UNAF؟"),
        ("ar", "می\N{ZERO WIDTH JOINER}م", "می\N{ZERO WIDTH JOINER}م"),
    ],
)
def test_what_no_font_has_is_left_out_without_a_trace(code: str, typed: str, set_text: str) -> None:
    face = Face(code, is_bold=True)
    assert settable(face, typed) == set_text
    assert settable(face, set_text) == set_text


def test_a_card_of_a_title_with_an_emoji_is_the_card_without_it() -> None:
    typed = dataclasses.replace(PLAIN, title="📱 Le premier téléphone", names=("🎉", "UNAF ✨"))
    assert card_image(typed) == card_image(PLAIN)
    assert typed.description == "📱 Le premier téléphone · Guide pratique · 🎉 · UNAF ✨ · Le Club des Parents Connectés"


def test_the_colours_are_those_of_the_screens() -> None:
    style = BRAND.read_text()
    for name, colour in (("primary", colours.PLUM), ("secondary", colours.GREEN_BLUE)):
        hue, saturation, lightness = (
            float(re.search(rf"--w-color-{name}-{part}: ([\d.]+)", style)[1])  # type: ignore[index]
            for part in ("hue", "saturation", "lightness")
        )
        meant = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
        assert ImageColor.getrgb(colour) == tuple(round(value * 255) for value in meant)
