"""Quiet help: words that may mean danger that no list holds show where somebody listens, and never a card."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from pages.models import CrisisCode, HomePage
from search import indexing
from search.encoder import UniversalSentenceEncoder, current_encoder
from search.meaning import questions
from tests.api.asking import ask, data_of, post
from tests.factories import CrisisReasonFactory, HelplineFactory

pytestmark = pytest.mark.django_db

WORDS = "tout le monde serait soulagé que je n'existe plus"
QUIET = """query($query: String!, $locale: Locale) {
  search(query: $query, locale: $locale) { crisis { reason } quietHelp { message helplines { number name isOpen } } }
}"""
TWICE = "query($query: String!) { a: search(query: $query) { quietHelp { message } totalCount } b: search(query: $query) { degraded } }"
CARD = "query($query: String!) { search(query: $query) { crisis { reason } } }"

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]


@pytest.fixture(autouse=True)
def _searching_by_meaning(tmp_path: Path, settings: Any, home: HomePage) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    settings.SEARCH_BY_MEANING = True


def quiet(query: str) -> Any:
    return data_of(QUIET, {"query": query})["search"]["quietHelp"]


def numbers(query: str) -> list[str]:
    return [line["number"] for line in quiet(query)["helplines"]]


@pytest.mark.parametrize(
    ("locale", "message", "name"),
    [
        ("FR", "Besoin d'en parler ? Quelqu'un vous écoute.", "Le 3018"),
        ("EN", "Do you need to talk? Somebody will listen.", "3018"),
        ("AR", "هل تحتاجون إلى الحديث مع أحد؟ هناك من يصغي إليكم.", "Le 3018"),
    ],
)
def test_the_line_whole_in_the_language_asked_while_the_index_cannot_be_read(locale: str, message: str, name: str) -> None:
    HelplineFactory(number_short="3018", name_fr="Le 3018", name_en="3018", hours=ALWAYS, order=1)
    HelplineFactory(number_short="119", hours=ALWAYS, order=2)

    assert data_of(QUIET, {"query": WORDS, "locale": locale})["search"] == {
        "crisis": None,
        "quietHelp": {"message": message, "helplines": [{"number": "3018", "name": name, "isOpen": True}]},
    }


def test_it_comes_beside_the_error_of_the_engine_and_before_results() -> None:
    HelplineFactory(number_short="3018", hours=ALWAYS)
    document = f'{{ search(query: "{WORDS}") {{ quietHelp {{ helplines {{ number }} }} totalCount }} }}'
    answer = post(document).json()
    help_ = {"helplines": [{"number": "3018"}]}

    assert answer["data"] == {"search": {"quietHelp": help_, "totalCount": None}}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["SEARCH_UNAVAILABLE"]
    indexing.ensure_index()
    assert data_of(document) == {"search": {"quietHelp": help_, "totalCount": 0}}


@pytest.mark.parametrize("query", ["everyone would be relieved if i did not exist", "الجميع سيرتاح لو لم أكن موجودا"])
def test_it_is_found_whatever_the_language_typed(query: str) -> None:
    HelplineFactory(number_short="3018", hours=ALWAYS)
    assert numbers(query) == ["3018"]


@pytest.mark.parametrize("query", ["captures d'écran", "mon ado dort avec son téléphone", "how many hours of screen time", "", " ", " ؟ !"])
def test_what_means_no_danger_shows_none(query: str) -> None:
    HelplineFactory(number_short="3018", hours=ALWAYS)
    assert quiet(query) is None


def test_a_line_that_is_closed_is_followed_by_one_that_answers() -> None:
    HelplineFactory(number_short="3018", hours=[], order=1)
    HelplineFactory(number_short="116", hours=[], order=2)
    always = HelplineFactory(number_short="119", hours=ALWAYS, order=3)
    HelplineFactory(number_short="3114", hours=ALWAYS, order=4)
    assert numbers(WORDS) == ["3018", "116", "119"]
    always.delete()
    assert numbers(WORDS) == ["3018", "116", "3114"]


def test_where_none_answers_the_first_line_is_told_and_without_a_line_nothing() -> None:
    assert quiet(WORDS) is None
    HelplineFactory(number_short="0800", hours=ALWAYS, order=0, valid_to=dt.date(2021, 1, 1))
    assert quiet(WORDS) is None
    HelplineFactory(number_short="3018", hours=[], order=1)
    HelplineFactory(number_short="119", hours=[], order=2)
    assert numbers(WORDS) == ["3018"]


def test_where_a_card_is_shown_there_is_no_line() -> None:
    HelplineFactory(number_short="3018", hours=ALWAYS)
    CrisisReasonFactory(code=CrisisCode.SUICIDE, phrases_fr="existe plus")

    assert data_of(QUIET, {"query": WORDS})["search"] == {"crisis": {"reason": "SUICIDE"}, "quietHelp": None}


def test_without_the_encoder_and_with_another_there_is_none(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    HelplineFactory(number_short="3018", hours=ALWAYS)
    encoder = current_encoder()
    settings.SEARCH_BY_MEANING = False
    assert quiet(WORDS) is None
    settings.SEARCH_BY_MEANING = True
    monkeypatch.setattr(encoder, "version", "another 1.0")
    assert quiet(WORDS) is None


@pytest.mark.parametrize("count", [1, 20])
def test_it_takes_three_statements_more_however_many_lines_there_are(count: int) -> None:
    for number in range(count):
        HelplineFactory(number_short=f"30{number}", hours=[], order=number)
    # What speaks of danger.
    assert len(ask(CARD, {"query": WORDS}).statements) == 1
    assert len(ask(QUIET, {"query": "captures d'écran"}).statements) == 1
    # The lines that exist, their hours and exceptions.
    assert len(ask(QUIET, {"query": WORDS}).statements) == 4


def test_a_text_of_an_operation_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    encoded: list[str] = []
    encode = UniversalSentenceEncoder.encode

    def noting(self: UniversalSentenceEncoder, texts: Any) -> Any:
        encoded.extend(texts)
        return encode(self, texts)

    indexing.ensure_index()
    monkeypatch.setattr(UniversalSentenceEncoder, "encode", noting)
    # Nothing is remembered of other tests.
    monkeypatch.setattr(questions, "_directions", questions._Directions())
    data_of(TWICE, {"query": WORDS})
    assert encoded == [WORDS]
