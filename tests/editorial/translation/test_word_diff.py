"""What changed in a text, word by word."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.translation.marked_words import Break, Shown, Token, Word, as_html, tokens_of
from editorial.translation.word_diff import Fate, changes, difference_html

WORDS = st.text(alphabet="aàb'’-.?<>&é \u00a0\nنم5", max_size=12)


@st.composite
def rich_texts(draw: st.DrawFn, depth: int = 2) -> str:
    """Rich text as the editor writes it, and as nobody should."""
    inline = st.one_of(
        WORDS.map(lambda text: text.replace("<", "&lt;")),
        st.builds(
            "<{0}>{1}</{0}>".format,
            st.sampled_from(["b", "i", "em", "sup"]),
            WORDS.map(lambda text: text.replace("<", "&lt;")),
        ),
        st.builds('<a href="{}">lien</a>'.format, st.sampled_from(["https://a.fr", "https://b.fr"])),
        st.sampled_from(["<br/>", "</b>", "<script>x</script>", "<b>"]),
    )
    paragraph = st.lists(inline, max_size=4).map("".join)
    block = st.one_of(
        st.builds("<p>{}</p>".format, paragraph),
        st.builds("<{0}><li>{1}</li><li>{2}</li></{0}>".format, st.sampled_from(["ul", "ol"]), paragraph, paragraph),
    )
    return "".join(draw(st.lists(block, max_size=depth + 1)))


TEXTS = st.one_of(
    st.builds(lambda text: tokens_of(text, is_rich=False), WORDS), st.builds(lambda text: tokens_of(text, is_rich=True), rich_texts())
)


def said(tokens: list[Token]) -> list[object]:
    return [token.said for token in tokens]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_what_was_kept_and_inserted_is_the_new_text_and_what_was_kept_and_deleted_the_old(old: list[Token], new: list[Token]) -> None:
    found = changes(old, new)
    assert said([change.token for change in found if change.fate is not Fate.DELETED]) == said(new)
    assert said([change.token for change in found if change.fate is not Fate.INSERTED]) == said(old)


@settings(deadline=None)
@given(TEXTS)
def test_a_text_is_like_itself(text: list[Token]) -> None:
    assert {change.fate for change in changes(text, text)} <= {Fate.KEPT}


class _Nesting(HTMLParser):
    """Fails on a tag that is not closed where it should be, and on any tag or attribute of others."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"p", "ul", "ol", "li", "b", "i", "sub", "sup", "a", "ins", "del", "span", "br"}
        assert set(attrs) <= {("class", "w-sr-only"), ("class", "translation-link")}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@settings(deadline=None)
@given(rich_texts(), rich_texts())
def test_the_html_of_a_difference_is_well_formed_and_ours_alone(old: str, new: str) -> None:
    parser = _Nesting()
    parser.feed(difference_html(old, new, is_rich=True))
    parser.close()
    assert parser.open == []


@settings(deadline=None)
@given(rich_texts())
def test_a_text_shown_says_its_words(text: str) -> None:
    tokens = tokens_of(text, is_rich=True)
    again = tokens_of(as_html(Shown(token) for token in tokens), is_rich=True)
    words = [token.text for token in tokens if isinstance(token, Word)]
    assert "".join(token.text for token in again if isinstance(token, Word)) == "".join(words)


def plain(html: str) -> str:
    return re.sub(r'<span class="w-sr-only">[^<]*</span>', "", html)


@pytest.mark.parametrize(
    ("old", "new", "is_rich", "told"),
    [
        ("Posez le téléphone.", "Posez l’écran.", False, "<p>Posez <del>le téléphone</del> <ins>l’écran</ins>.</p>"),
        ("Un\nDeux", "Un\nTrois", False, "<p>Un<br><del>Deux</del><ins>Trois</ins></p>"),
        ("<p>Un</p>", "<p>Un</p><p>Deux</p>", True, "<p>Un</p><p><ins>Deux</ins></p>"),
        ("<p>Un</p><p>Deux</p>", "<p>Un</p>", True, "<p>Un<br><del>Deux</del></p>"),
        (
            "<ul><li>Un</li><li>Deux</li></ul>",
            "<ul><li>Un</li><li>Trois mots</li></ul>",
            True,
            "<ul><li>Un</li><li><del>Deux</del><ins>Trois mots</ins></li></ul>",
        ),
        ("<p>Le 3018</p>", "<p>Le <b>3018</b></p>", True, "<p>Le <del>3018</del> <ins><b>3018</b></ins></p>"),
        (
            '<p><a href="https://a.fr">ici</a></p>',
            '<p><a linktype="page" id="3">ici</a></p>',
            True,
            '<p><del><a class="translation-link">ici</a></del><ins><a class="translation-link">ici</a></ins></p>',
        ),
        ("a &lt;b&gt;", "a <script>", False, "<p>a <del>&amp;lt;b&amp;gt;</del> <ins>&lt;script&gt;</ins></p>"),
        ("Un  deux", "Un\u00a0deux", False, ""),
        ("", "", True, ""),
    ],
)
def test_differences_as_they_are_shown(old: str, new: str, is_rich: bool, told: str) -> None:
    assert plain(difference_html(old, new, is_rich=is_rich)) == told


def test_a_difference_is_told_to_those_who_do_not_see_it() -> None:
    assert difference_html("deux", "trois", is_rich=False) == (
        '<p><del><span class="w-sr-only">[supprimé\u00a0: </span>deux<span class="w-sr-only">]</span></del>'
        '<ins><span class="w-sr-only">[ajouté\u00a0: </span>trois<span class="w-sr-only">]</span></ins></p>'
    )


def test_words_keep_apostrophes_and_hyphens_and_signs_stand_alone() -> None:
    assert tokens_of("L’enfant, peut-être ?", is_rich=False) == [
        Word("L’enfant"),
        Word(","),
        Word("peut-être", after_space=True),
        Word("?", after_space=True),
    ]
    assert tokens_of("<ul><li>Un</li></ul>", is_rich=True) == [Break("ul"), Word("Un")]
