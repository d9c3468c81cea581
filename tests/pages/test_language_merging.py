"""What readers have with some languages of a draft in it, as plain content."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pages import language_merging
from pages.language_merging import Words

WORDS = Words(
    fields=("title",),
    rows={"questions": ("question",)},
    column=lambda field, code: f"{field}_{code}",
    codes=("fr", "en", "ar"),
    source="fr",
)
ALL = ("fr", "en", "ar")


def page(titles: str, *rows: dict[str, Any], video: int = 1) -> dict[str, Any]:
    return {**{f"title_{code}": f"{titles} {code}" for code in ALL}, "video": video, "questions": list(rows)}


def row(key: str, said: str, time: int = 0) -> dict[str, Any]:
    return {"key": key, "time_ms": time, **{f"question_{code}": f"{said} {code}" for code in ALL}}


LIVE = page("old", row("a", "old a"), row("b", "old b", 10))
DRAFT = page("new", row("c", "new c"), row("a", "new a", 5), video=2)


def test_a_translation_alone_changes_its_columns_and_no_structure() -> None:
    assert language_merging.merged(LIVE, DRAFT, {"en"}, WORDS) == {
        "title_fr": "old fr",
        "title_en": "new en",
        "title_ar": "old ar",
        "video": 1,
        "questions": [
            {"key": "a", "time_ms": 0, "question_fr": "old a fr", "question_en": "new a en", "question_ar": "old a ar"},
            {"key": "b", "time_ms": 10, "question_fr": "old b fr", "question_en": "old b en", "question_ar": "old b ar"},
        ],
    }


def test_the_source_language_brings_the_structure_and_leaves_the_words_of_the_others() -> None:
    assert language_merging.merged(LIVE, DRAFT, {"fr"}, WORDS) == {
        "title_fr": "new fr",
        "title_en": "old en",
        "title_ar": "old ar",
        "video": 2,
        "questions": [
            {"key": "c", "time_ms": 0, "question_fr": "new c fr", "question_en": None, "question_ar": None},
            {"key": "a", "time_ms": 5, "question_fr": "new a fr", "question_en": "old a en", "question_ar": "old a ar"},
        ],
    }


texts = st.text(max_size=3)
rows = st.dictionaries(st.sampled_from("abcd"), texts).map(lambda said: [row(key, text) for key, text in said.items()])
pages = st.builds(lambda title, questions, video: page(title, *questions, video=video), texts, rows, st.integers(0, 3))


@given(pages, pages, st.sets(st.sampled_from(ALL)))
def test_every_column_is_of_one_side(live: dict[str, Any], draft: dict[str, Any], published: set[str]) -> None:
    result = language_merging.merged(live, draft, published, WORDS)
    for code in ALL:
        assert result[f"title_{code}"] == (draft if code in published else live)[f"title_{code}"]
    structure = draft if "fr" in published else live
    assert result["video"] == structure["video"]
    assert [known["key"] for known in result["questions"]] == [known["key"] for known in structure["questions"]]
    if published == set(ALL):
        assert result == draft
    if not published:
        assert result == live
