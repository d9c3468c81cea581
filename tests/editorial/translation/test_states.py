"""When a translation is missing, out of date, to be looked at or current: examples, and rules that hold for every story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.translation.composing import composed
from editorial.translation.digests import NOTHING, digest
from editorial.translation.parts import Kind, Known, Part, parts_of
from editorial.translation.states import Record, State, Survey, Verdict, survey
from pages.models import GuidePage
from tests.editorial.translation.content import guide, helpline, step

FR, FR2, AR, AR2 = "Posez-le loin du lit", "Posez-le hors de la chambre", "ضعه بعيدا", "ضعه خارج الغرفة"


def part(source: str, translation: str, kind: Kind = Kind.TEXT, path: str = "steps/a/title") -> Part:
    return Part(path, "steps/a", kind, source, translation)


def record(source: str, translation: str, verdict: Verdict = Verdict.CURRENT) -> Record:
    return Record("steps/a/title", digest(source), digest(translation), source, verdict)


@pytest.mark.parametrize(
    ("texts", "records", "state"),
    [
        ((FR, ""), [], State.MISSING),
        ((FR, AR), [], State.REVIEW),
        ((FR, AR), [record(FR, AR)], State.CURRENT),
        ((FR2, AR), [record(FR, AR)], State.STALE),
        ((FR2, AR2), [record(FR, AR), record(FR2, AR2)], State.CURRENT),
        ((FR2, AR), [record(FR, AR), record(FR2, AR)], State.CURRENT),
        ((FR, AR), [record(FR, AR, Verdict.REVIEW)], State.REVIEW),
        ((FR, ""), [record(FR, "", Verdict.SKIPPED)], State.SKIPPED),
        ((FR2, ""), [record(FR, "", Verdict.SKIPPED)], State.MISSING),
        (("", AR), [record(FR, AR)], State.STALE),
        (("", AR), [record("", AR)], State.CURRENT),
    ],
)
def test_the_state_of_a_text(texts: tuple[str, str], records: list[Record], state: State) -> None:
    assert survey([part(*texts)], {"steps/a/title": records}).items[0].state is state


def test_a_stale_text_tells_the_french_it_was_made_from() -> None:
    item = survey([part(FR2, AR)], {"steps/a/title": [record("Avant", AR), record(FR, AR)]}).items[0]
    assert item.record is not None
    assert (item.state, item.record.source) == (State.STALE, FR)


@pytest.mark.parametrize(
    ("texts", "records", "state"),
    [
        (("3", ""), [], State.MISSING),
        (("3", "3"), [], State.CURRENT),
        (("3", "4"), [], State.STALE),
        (("3", "4"), [record("3", "4")], State.CURRENT),
        (("5", "3"), [record("3", "3")], State.STALE),
        (("", "3"), [record("3", "3")], State.STALE),
    ],
)
def test_the_state_of_what_a_block_shows(texts: tuple[str, str], records: list[Record], state: State) -> None:
    assert survey([part(*texts, kind=Kind.SHOWN)], {"steps/a/title": records}).items[0].state is state


def test_a_field_that_the_french_leaves_empty_is_the_languages_own() -> None:
    assert survey([part("", "كلمات", path="keywords")], {}).items[0].state is State.CURRENT


def test_the_share_is_rounded_down_and_a_unit_asks_for_the_most_urgent() -> None:
    parts = [part(FR, AR), replace(part(FR, ""), path="steps/a/text"), replace(part(FR, AR), path="title", unit="title")]
    known = {"steps/a/title": [record(FR, AR)], "title": [record(FR, AR)]}
    found = survey(parts, known)
    assert (found.to_do, found.share, found.of_unit("steps/a"), found.of_unit("title")) == (1, 66, State.MISSING, State.CURRENT)
    assert survey([], {}).share == 100


# --- rules for every story -------------------------------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("abcé ا\u00a0"), min_size=1, max_size=8).filter(lambda text: digest(text) != NOTHING)
GUIDES = st.lists(WORDS, min_size=1, max_size=5)


class Desk:
    """A guide whose Arabic somebody translates, with what is put on record."""

    def __init__(self, titles: list[str]) -> None:
        self.french = [step(str(place), title) for place, title in enumerate(titles)]
        self.content, self.records = guide(self.french), list[Record]()

    def survey(self) -> Survey:
        by_path: dict[str, list[Record]] = {}
        for each in self.records:
            by_path.setdefault(each.path, []).append(each)
        return survey(parts_of(GuidePage, self.content, "ar", self.known), by_path)

    @property
    def known(self) -> Known:
        return Known((each.path, each.translation_digest) for each in self.records)

    def translate(self, path: str, text: str) -> None:
        self.content = composed(GuidePage, self.content, "ar", {path: text}, self.known, frozenset())
        made = self.survey().by_path[path].part
        self.records.append(Record(path, made.source_digest, made.translation_digest, made.source))

    def translate_all(self) -> None:
        for item in self.survey().items:
            self.translate(item.part.path, f"ترجمة {item.part.source}")

    def write(self, steps: list[dict[str, object]]) -> None:
        self.content = {**self.content, "steps_fr": guide(steps)["steps_fr"]}

    def to_do(self) -> list[tuple[str, State]]:
        return [(item.part.path, item.state) for item in self.survey().items if item.state.is_to_do]


@given(GUIDES, st.data())
def test_changing_one_block_makes_exactly_that_block_stale_and_taking_it_back_current(titles: list[str], data: st.DataObject) -> None:
    desk = Desk(titles)
    desk.translate_all()
    assert desk.to_do() == []
    place = data.draw(st.integers(0, len(titles) - 1))
    said = data.draw(WORDS.filter(lambda text: digest(text) != digest(titles[place])))
    desk.write([step(str(number), said if number == place else title) for number, title in enumerate(titles)])
    assert desk.to_do() == [(f"steps/{place}/title", State.STALE)]
    desk.write(desk.french)
    assert desk.to_do() == []


@given(GUIDES, st.sampled_from([" ", "\u00a0", "\n", "\u202f "]), st.data())
def test_white_space_alone_does_not_count(titles: list[str], space: str, data: st.DataObject) -> None:
    desk = Desk(titles)
    desk.translate_all()
    place = data.draw(st.integers(0, len(titles) - 1))
    desk.write([step(str(number), f"{space}{title}{space}" if number == place else title) for number, title in enumerate(titles)])
    assert desk.to_do() == []


@given(GUIDES, st.randoms(use_true_random=False))
def test_another_order_of_the_blocks_makes_nothing_stale_and_the_next_text_saved_brings_it(titles: list[str], random: object) -> None:
    desk = Desk(titles)
    desk.translate_all()
    shuffled = list(desk.french)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    desk.write(shuffled)
    assert desk.to_do() == []
    desk.translate(f"steps/{shuffled[0]['id']}/title", "آخر")
    assert [block["id"] for block in stream_in(desk, "ar")] == [block["id"] for block in shuffled]


@given(GUIDES, st.data())
def test_a_block_that_comes_is_missing_and_one_that_goes_leaves_a_stale_translation(titles: list[str], data: st.DataObject) -> None:
    desk = Desk(titles)
    desk.translate_all()
    place = data.draw(st.integers(0, len(titles) - 1))
    rest = [block for number, block in enumerate(desk.french) if number != place]
    where = data.draw(st.integers(0, len(rest)))
    desk.write([*rest[:where], step("new", "Neuf"), *rest[where:]])
    assert set(desk.to_do()) == {("steps/new/title", State.MISSING), (f"steps/{place}/title", State.STALE)}
    desk.translate("steps/new/title", "جديد")
    desk.content = composed(GuidePage, desk.content, "ar", {f"steps/{place}/title": ""}, desk.known, frozenset())
    assert desk.to_do() == []
    assert [block["id"] for block in stream_in(desk, "ar")] == [block["id"] for block in stream_in(desk, "fr")]


def stream_in(desk: Desk, code: str) -> list[dict[str, object]]:
    import json  # noqa: PLC0415 - of this question alone

    found: list[dict[str, object]] = json.loads(desk.content[f"steps_{code}"])
    return found


# --- what is shown ---------------------------------------------------------------------------------------------------------------


def test_a_helpline_comes_along_with_the_first_text_and_follows_the_french() -> None:
    desk = Desk(["Un"])
    desk.write([step("0", "Un", image=7), helpline("h", 3)])
    assert desk.to_do()[2:] == [("steps/0/title", State.MISSING), ("steps/h/=", State.MISSING)]
    desk.translate("steps/0/title", "واحد")
    assert stream_in(desk, "ar") == [step("0", "واحد", image=7), helpline("h", 3)]
    desk.write([step("0", "Un", image=9), helpline("h", 4)])
    assert desk.to_do()[2:] == [("steps/0/=", State.STALE), ("steps/h/=", State.STALE)]
    following = frozenset({"steps/0/=", "steps/h/="})
    desk.content = composed(GuidePage, desk.content, "ar", {"steps/0/title": "واحد"}, desk.known, following)
    assert stream_in(desk, "ar") == [step("0", "واحد", image=9), helpline("h", 4)]


def test_what_was_chosen_for_a_language_stays_until_somebody_takes_the_french() -> None:
    desk = Desk(["Un"])
    desk.content["steps_ar"] = guide([step("0", "واحد", image=8)])["steps_fr"]
    desk.write([step("0", "Un", image=7)])
    desk.translate("steps/0/title", "اثنان")
    assert stream_in(desk, "ar") == [step("0", "اثنان", image=8)]
    desk.translate("steps/0/=", "")
    assert stream_in(desk, "ar") == [step("0", "اثنان", image=7)]
