"""The long texts of pages come out as plain words and references, in their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.icons import get_icons
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from pages.streams import READERS, Reference, pieces


def test_every_block_has_its_reading() -> None:
    streams = [field for model in get_page_models() for field in model._meta.get_fields() if isinstance(field, StreamField)]
    assert set(READERS) == {name for field in streams for name in field.stream_block.child_blocks}


def test_every_block_is_chosen_by_an_icon_that_the_admin_has() -> None:
    streams = [field for model in get_page_models() for field in model._meta.get_fields() if isinstance(field, StreamField)]
    icons = {name: block.meta.icon for field in streams for name, block in field.stream_block.child_blocks.items()}
    drawn = get_icons()
    assert {name for name, icon in icons.items() if f'id="icon-{icon}"' not in drawn or icon == "placeholder"} == set()


def test_words_are_without_markup() -> None:
    stream = [
        {"type": "heading", "value": {"text": "En parler", "level": "2", "anchor": "en-parler"}, "id": "1"},
        {"type": "paragraph", "value": '<p data-block-key="a">Le <b>mot</b>&nbsp;juste<br/>d&#x27;abord</p><p>puis &lt;rien&gt;</p>'},
        {"type": "quote", "value": {"text": "Un mot < deux", "source": "Rapport"}},
        {"type": "list", "value": {"is_ordered": True, "items": [{"type": "item", "value": "un", "id": "x"}, "deux"]}},
        {"type": "step", "value": {"title": "Garder", "text": "<p>Les preuves</p>", "image": 4}},
        {"type": "tip", "value": {"title": "", "text": "<ul><li>a</li><li>b</li></ul>"}},
        {"type": "warning", "value": {"title": "Attention", "text": "<p>Non</p>"}},
        {"type": "say", "value": {"words": "Je t’écoute.", "reason": "Il se sent libre"}},
        {"type": "avoid", "value": {"words": "Je te l’avais dit.", "reason": ""}},
        {"type": "question", "value": {"question": "Et après ?", "answer": "<p>Après <i>aussi</i>.</p>"}},
    ]
    assert list(pieces(stream)) == [
        "En parler",
        "Le mot\xa0juste d'abord puis <rien>",
        "Un mot < deux",
        "Rapport",
        "un",
        "deux",
        "Garder",
        "Les preuves",
        Reference("image", 4),
        "a b",
        "Attention",
        "Non",
        "Je t’écoute.",
        "Il se sent libre",
        "Je te l’avais dit.",
        "Et après ?",
        "Après aussi.",
    ]


def test_what_is_shown_by_number_is_a_reference() -> None:
    stream = [
        {"type": "image", "value": {"image": 1, "alt_text": "Un chat", "is_decorative": False, "caption": "Au parc"}},
        {"type": "image", "value": {"image": 2, "alt_text": "", "is_decorative": True, "caption": ""}},
        {"type": "video", "value": 3},
        {"type": "document", "value": 4},
        {"type": "key_figure", "value": 5},
        {"type": "helpline", "value": 6},
        {"type": "page", "value": 7},
        {"type": "pages", "value": {"title": "À lire", "pages": [{"type": "item", "value": 8, "id": "x"}, 9]}},
    ]
    assert list(pieces(stream)) == [
        Reference("image", 1, "Un chat", "Au parc"),
        Reference("image", 2, is_decorative=True),
        Reference("video", 3),
        Reference("document", 4),
        Reference("evidence", 5),
        Reference("helpline", 6),
        Reference("page", 7),
        "À lire",
        Reference("page", 8),
        Reference("page", 9),
    ]


names = st.sampled_from(["type", "value", "text", "items", "image"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)


@given(st.lists(st.fixed_dictionaries({"type": st.sampled_from([*READERS, "unknown"]), "value": json_values}) | json_values))
def test_malformed_blocks_are_passed_over(stream: list[object]) -> None:
    for piece in pieces(stream):
        assert piece if isinstance(piece, str) else isinstance(piece.object_id, int)


@pytest.mark.parametrize("stream", [[], [None], [{}], [{"type": None}], [{"type": "paragraph", "value": "<p> </p>"}]])
def test_nothing_to_say(stream: list[object]) -> None:
    assert list(pieces(stream)) == []
