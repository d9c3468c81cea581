"""The store: bounded, least recently given first; it drops what is touched, and refuses what was touched while it was computed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.answers.store import (
    BYTES_OF_A_SPELLING,
    BYTES_OF_A_TAG,
    BYTES_OF_AN_ANSWER,
    MOST_SILENCE,
    REMEMBERED,
    SPELLINGS,
    AnswerStore,
    KeptAnswer,
)
from api.loading.made_from import Tag


class Seconds:
    """A clock."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def _store(max_bytes: int = 100_000) -> tuple[AnswerStore, Seconds]:
    clock = Seconds()
    store = AnswerStore(max_bytes, clock)
    store.looked_at = clock.now
    return store, clock


def _answer(text: str, *tags: Tag, until: float = float("inf")) -> KeptAnswer:
    return KeptAnswer(text.encode(), "application/json", frozenset(tags), until)


def test_an_answer_is_given_by_its_spelling_and_by_its_key() -> None:
    store, _clock = _store()
    answer = _answer("a", ("page", 1))

    assert store.put("key", "spelled so", answer, store.sequence) is True

    assert store.by_spelling("spelled so") is answer
    assert store.by_spelling("spelled otherwise") is None
    assert store.by_key("key", "spelled otherwise") is answer
    assert store.by_spelling("spelled otherwise") is answer
    assert store.by_key("other key", "spelled so") is None


def test_what_is_touched_is_dropped_and_nothing_else() -> None:
    store, _clock = _store()
    first, second = _answer("a", ("page", 1), ("theme", "*")), _answer("b", ("page", 2))
    store.put("a", "a", first, store.sequence)
    store.put("b", "b", second, store.sequence)

    assert store.touch({("page", 1), ("page", 3)}) == 1

    assert (store.by_spelling("a"), store.by_spelling("b"), len(store)) == (None, second, 1)
    assert store.touch({("theme", "*")}) == 0


def test_what_was_touched_while_it_was_computed_is_not_kept() -> None:
    store, _clock = _store()
    since = store.sequence
    store.touch({("page", 1)})

    assert store.put("a", "a", _answer("a", ("page", 1)), since) is False
    assert store.put("b", "b", _answer("b", ("page", 2)), since) is True
    assert store.put("c", "c", _answer("c", ("page", 1)), store.sequence) is True
    assert [store.by_spelling(name) is not None for name in "abc"] == [False, True, True]


def test_nothing_is_kept_that_is_older_than_what_is_remembered() -> None:
    store, _clock = _store()
    since = store.sequence
    for _time in range(REMEMBERED + 1):
        store.touch({("page", 9)})

    assert store.put("a", "a", _answer("a", ("page", 1)), since) is False
    assert store.put("a", "a", _answer("a", ("page", 1)), since + 1) is True


def test_clearing_drops_everything_and_refuses_what_is_being_computed() -> None:
    store, _clock = _store()
    store.put("a", "a", _answer("a"), store.sequence)
    since = store.sequence

    store.clear()

    assert (len(store), store.weight, store.by_spelling("a")) == (0, 0, None)
    assert store.put("b", "b", _answer("b"), since) is False
    assert store.put("b", "b", _answer("b"), store.sequence) is True


def test_an_answer_ends_with_its_time_and_with_the_next_change_of_what_is_public() -> None:
    store, clock = _store()
    store.put("a", "a", _answer("a", until=clock.now + 1), store.sequence)
    store.put("b", "b", _answer("b"), store.sequence)
    store.public_until = clock.now + 2

    found = []
    for _second in range(3):
        found.append([store.by_spelling("a") is not None, store.by_spelling("b") is not None])
        clock.now += 1

    assert found == [[True, True], [False, True], [False, False]]


def test_nothing_is_given_once_the_journal_has_not_been_looked_at_for_long() -> None:
    store, clock = _store()
    store.put("a", "a", _answer("a"), store.sequence)

    clock.now += MOST_SILENCE
    assert store.by_spelling("a") is not None
    clock.now += 0.001
    assert store.by_spelling("a") is None
    store.looked_at = clock.now
    assert store.by_spelling("a") is not None


def test_the_least_recently_given_goes_first() -> None:
    size = BYTES_OF_AN_ANSWER + BYTES_OF_A_TAG + BYTES_OF_A_SPELLING + 100
    store, _clock = _store(3 * size)
    for name in "abc":
        store.put(name, name.encode(), _answer(name * 100, ("page", name)), store.sequence)
    store.by_spelling(b"a")

    store.put("d", b"d", _answer("d" * 100, ("page", "d")), store.sequence)

    assert [name for name in "abcd" if store.by_spelling(name.encode())] == ["a", "c", "d"]
    assert store.weight <= 3 * size


def test_what_is_larger_than_the_whole_store_is_not_kept() -> None:
    store, _clock = _store(2_000)

    assert store.put("a", "a", _answer("a" * 2_000), store.sequence) is False
    assert (len(store), store.weight) == (0, 0)


def test_a_store_of_no_size_keeps_nothing() -> None:
    store, _clock = _store(0)

    assert store.put("a", "a", _answer("a"), store.sequence) is False
    assert store.by_spelling("a") is None


def test_one_answer_is_known_by_a_few_spellings() -> None:
    store, _clock = _store()
    store.put("a", "0", _answer("a"), store.sequence)
    for number in range(1, 20):
        store.by_key("a", str(number))

    assert [number for number in range(20) if store.by_spelling(str(number))] == list(range(SPELLINGS))


Steps = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 5), st.sets(st.integers(0, 4), max_size=3), st.integers(0, 3)),
        st.tuples(st.just("touch"), st.sets(st.integers(0, 4), max_size=2)),
        st.tuples(st.just("get"), st.integers(0, 5)),
        st.tuples(st.just("clear")),
    ),
    max_size=30,
)


@given(Steps)
def test_the_store_is_what_a_simple_model_of_it_is(steps: list[tuple[object, ...]]) -> None:
    store, _clock = _store(5 * (BYTES_OF_AN_ANSWER + 400))
    model: dict[int, frozenset[Tag]] = {}
    touched: list[frozenset[Tag]] = []
    for step in steps:
        match step:
            case ("put", int(key), set(things), int(ago)):
                tags = frozenset(("page", thing) for thing in things)
                since = max(0, store.sequence - ago)
                store.put(str(key), str(key), _answer("x" * 50, *tags), since)
                if not any(tags & later for later in touched[since:]):
                    model[key] = tags
            case ("touch", set(things)):
                hit = frozenset(("page", thing) for thing in things)
                touched.append(hit)
                model = {key: tags for key, tags in model.items() if not tags & hit}
                store.touch(hit)
            case ("get", int(key)):
                # It may have had to make room; it may never be there when the model says that it was touched.
                assert store.by_spelling(str(key)) is None or key in model
            case ("clear",):
                touched.append(frozenset(("page", thing) for thing in range(5)))
                model = {}
                store.clear()
        assert store.weight <= store.max_bytes
        assert set(store._by_tag) == {tag for kept in store._kept.values() for tag in kept.tags}
        assert {kept.key for kept in store._by_spelling.values()} <= set(store._kept)
    assert {int(key) for key in store._kept} <= set(model)
