"""Rich text out as marked text and back in: nothing is lost, and a file brings no tag or address of its own."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.translation.digests import digest
from editorial.translation.exchange.markup import protected, restored

FRENCH = (
    '<p>Un <b>mot</b> &amp; un <a href="https://exemple.invalid/?a=1&amp;b=2">lien</a>.</p><ul><li>Un</li><li>Deux <i>fois</i></li></ul>'
)
MARKED = "Un <b1>mot</b1> & un <a2>lien</a2>.\n\n<ul3><li4>Un</li4><li5>Deux <i6>fois</i6></li5></ul3>"


def test_what_a_translator_reads() -> None:
    assert protected(FRENCH)[0] == MARKED
    assert restored(MARKED, protected(FRENCH)[2]) == FRENCH


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un<br/>Deux</p><p>Trois</p>", "Un\nDeux\n\nTrois"),
        ("<p>Un<br/><br/>Deux<br/></p>", "Un<br1/><br2/>Deux<br3/>"),
        ('<p data-block-key="k1">Un</p>\n<p></p><p>Deux</p>', "Un\n\nDeux"),
        ("<p>2 &lt; 3 &amp;lt; 4 &amp; 5</p>", "2 &lt; 3 &amp;lt; 4 & 5"),
        ("<p>\u00a0Un\u00a0mot\u202f!\u00a0</p>", "\u00a0Un\u00a0mot\u202f!\u00a0"),
        ("<p>\u200fمرحبا\u200f</p>", "\u200fمرحبا\u200f"),
        ("<ol><li>Un</li></ol><p>Puis</p>", "<ol1><li2>Un</li2></ol1>\n\nPuis"),
        ("", ""),
    ],
)
def test_out_and_in(html: str, text: str) -> None:
    written, _translation, marks = protected(html)
    assert written == text
    assert digest(restored(text, marks), is_rich=True) == digest(html, is_rich=True)


def test_a_tag_that_both_languages_have_has_one_number() -> None:
    written, translated, marks = protected("<p>Un <b>mot</b> et <i>un</i></p>", "<p><i>One</i> <sup>x</sup> <b>word</b></p>")
    assert (written, translated) == ("Un <b1>mot</b1> et <i2>un</i2>", "<i2>One</i2> <sup3>x</sup3> <b1>word</b1>")
    assert restored(translated, marks) == "<p><i>One</i> <sup>x</sup> <b>word</b></p>"


def test_marks_may_stand_in_another_order_and_paragraphs_be_as_many_as_the_language_needs() -> None:
    marks = protected('<p>Un <b>mot</b> et <a id="3" linktype="page">un lien</a></p>')[2]
    assert restored("<a2>رابط</a2>\n\nو < b1 >كلمة</ b1 >", marks) == '<p><a id="3" linktype="page">رابط</a></p><p>و <b>كلمة</b></p>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Un mot et un <a2>lien</a2>", "« <b1> » manque."),
        ("<b1>Un <a2>lien</b1></a2>", "« </b1> » ferme ce qui n’est pas ouvert, ou pas en dernier."),
        ("</b1>Un <a2>lien</a2>", "« </b1> » ferme ce qui n’est pas ouvert, ou pas en dernier."),
        ("<b1>Un <a2>lien</a2>", "« <b1> » n’a pas de fin."),
        ("<b1>Un</b1> <b1>mot</b1> <a2>lien</a2>", "« <b1> » figure deux fois."),
        ("<b1>Un</b1> <a2>lien</a2> <i3>x</i3>", "« <i3> » n’est pas une marque de ce texte ; écrivez &lt; pour le signe <."),
        ("<i1>Un</i1> <a2>lien</a2>", "« <i1> » n’est pas une marque de ce texte ; écrivez &lt; pour le signe <."),
        (
            '<b1>Un</b1> <a href="https://ailleurs.invalid/">lien</a>',
            '« <a href="https://ailleurs.invalid/"> » n’est pas une marque de ce texte ; écrivez &lt; pour le signe <.',
        ),
        (
            "<b1>Un</b1> <a2>lien</a2><script>x</script>",
            "« <script> » n’est pas une marque de ce texte ; écrivez &lt; pour le signe <.",
        ),
    ],
)
def test_marks_that_are_missing_changed_or_in_disorder_are_refused(text: str, reason: str) -> None:
    marks = protected('<p>Un <b>mot</b> et <a href="https://exemple.invalid/">un lien</a></p>')[2]
    with pytest.raises(ValidationError) as met:
        restored(text, marks)
    assert met.value.messages == [reason]


def test_a_mark_of_the_translation_alone_stays_with_all_the_others_or_goes_with_none() -> None:
    marks = protected("<p>Un <b>mot</b></p>", "<p>One <i>word</i></p>")[2]
    assert restored("One <i2>term</i2>", marks) == "<p>One <i>term</i></p>"
    assert restored("One <b1>term</b1>", marks) == "<p>One <b>term</b></p>"
    with pytest.raises(ValidationError) as met:
        restored("<i2>One</i2> <b1>term</b1>", marks)
    assert met.value.messages == ["« <i2> » n’est pas dans le français."]


WORDS = st.text(st.sampled_from("aé ا\u00a0\u202f\u200f<>&;\n\t=1/"), max_size=8)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


INLINE = st.recursive(
    WORDS.map(escaped),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["b", "i", "sup"]), st.lists(inner, max_size=2)).map(
            lambda drawn: f"<{drawn[0]}>{''.join(drawn[1])}</{drawn[0]}>"
        ),
        st.tuples(st.integers(1, 3), inner).map(lambda drawn: f'<a href="https://exemple.invalid/?p={drawn[0]}&amp;q=1">{drawn[1]}</a>'),
        st.just("<br/>"),
    ),
    max_leaves=6,
)
BLOCKS = st.one_of(
    INLINE.map(lambda inner: f"<p>{inner}</p>"),
    st.tuples(st.sampled_from(["ul", "ol"]), st.lists(INLINE, min_size=1, max_size=3)).map(
        lambda drawn: f"<{drawn[0]}>{''.join(f'<li>{item}</li>' for item in drawn[1])}</{drawn[0]}>"
    ),
)
HTML = st.lists(BLOCKS, max_size=4).map("".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HTML, HTML)
def test_any_rich_text_goes_out_and_comes_back_as_it_was(source: str, translation: str) -> None:
    written, translated, marks = protected(source, translation)
    assert digest(restored(written, marks), is_rich=True) == digest(source, is_rich=True)
    assert digest(restored(translated, marks), is_rich=True) == digest(translation, is_rich=True)
    once = restored(translated, marks)
    text, _translation, its_marks = protected(once)
    assert restored(text, its_marks) == once
