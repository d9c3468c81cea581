"""Running text as it comes from the form: empty paragraphs are left out."""

from __future__ import annotations

import pytest
from wagtail.admin.rich_text import get_rich_text_editor_widget

from pages.rich_text import TextArea, without_empty_paragraphs


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<p data-block-key="a">  </p><p data-block-key="b">Un.</p>', '<p data-block-key="b">Un.</p>'),
        ('<p>Un.</p><p>\xa0</p><p>&nbsp;</p><p><br/></p><p data-block-key="c"></p><p>Deux.</p>', "<p>Un.</p><p>Deux.</p>"),
        ("<p><b>Un.</b> </p><ul><li>a</li></ul>", "<p><b>Un.</b> </p><ul><li>a</li></ul>"),
        ('<p data-block-key="a"></p>', '<p data-block-key="a"></p>'),
        ("", ""),
    ],
)
def test_paragraphs_without_words_are_left_out(written: str, kept: str) -> None:
    assert without_empty_paragraphs(written) == kept


def test_it_is_the_field_of_every_text() -> None:
    assert type(get_rich_text_editor_widget("default", features=["bold"])) is TextArea
