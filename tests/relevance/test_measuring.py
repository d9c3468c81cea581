"""Judged collections: how they are read, mistyped and measured."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.relevance.asking import Reader, engines, fill
from tests.relevance.collections import CollectionError, folders, parallel, read
from tests.relevance.measuring import measures_of
from tests.relevance.typing_errors import mistyped
from tests.search.encoders import WordsEncoder

DOCUMENTS = [
    {"id": "a", "title": "Les écrans au repas", "text": "Une famille pose les téléphones avant de manger."},
    {"id": "b", "title": "Le sommeil", "text": ""},
    {"id": "c", "title": "Jeux vidéo", "text": "Combien de temps jouer ?"},
]
QUESTIONS = [
    {"id": "1", "text": "téléphone à table", "group": "x"},
    {"id": "2", "text": "ecran repas", "group": "x"},
    {"id": "3", "text": "dormir sommeil", "group": "y"},
    {"id": "4", "text": "nobody judged this", "group": "z"},
]
JUDGED = "1\ta\t1\n2\ta\t1\n3\tb\t1\n3\tc\t0\n"


def written(folder: Path, documents: list[dict[str, str]], questions: list[dict[str, str]], judged: str) -> Path:
    """A folder of a judged collection."""
    folder.mkdir()
    (folder / "docs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in documents), encoding="utf-8")
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in questions), encoding="utf-8")
    (folder / "qrels.tsv").write_text(judged, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "small_fr", DOCUMENTS, QUESTIONS, JUDGED)


def test_the_suffix_of_a_folder_is_its_language_where_it_does_not_say(folder: Path) -> None:
    assert read(folder).language == "fr"
    (folder / "meta.json").write_text('{"lang": "en"}', encoding="utf-8")
    assert read(folder).language == "en"


def test_questions_without_an_answer_are_left_out(folder: Path) -> None:
    assert [(question.text, question.grades) for question in read(folder).questions] == [
        ("téléphone à table", {1: 1}),
        ("ecran repas", {1: 1}),
        ("dormir sommeil", {2: 1}),
    ]


def test_a_group_is_a_family_where_all_groups_are_judged_alike(folder: Path) -> None:
    assert [question.family for question in read(folder).questions] == ["x", "x", "y"]
    (folder / "qrels.tsv").write_text(JUDGED.replace("2\ta", "2\tc"), encoding="utf-8")
    assert [question.family for question in read(folder).questions] == ["", "", ""]


def test_questions_without_groups_are_no_families(folder: Path) -> None:
    rows = [{"id": row["id"], "text": row["text"]} for row in QUESTIONS]
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [question.family for question in read(folder).questions] == ["", "", ""]


def test_documents_without_a_text_can_be_left_out_with_the_questions_they_answer(folder: Path) -> None:
    part = read(folder).with_text()
    assert part is not None
    assert part.name == "small_fr_with_text"
    assert [document.page_id for document in part.documents] == [1, 3]
    assert [question.text for question in part.questions] == ["téléphone à table", "ecran repas"]
    assert part.with_text() is None


def test_folders_are_found_by_their_files_and_named_ones_must_be_there(folder: Path) -> None:
    (folder.parent / "other").mkdir()
    assert folders(folder.parent, ()) == [folder]
    with pytest.raises(CollectionError, match="has no collection other; it has small_fr"):
        folders(folder.parent, ("other",))
    with pytest.raises(CollectionError, match="holds no collection"):
        folders(folder, ())
    with pytest.raises(CollectionError, match="is no folder"):
        folders(folder / "nowhere", ())


def test_a_judgement_of_an_unknown_document_is_an_error(folder: Path) -> None:
    (folder / "qrels.tsv").write_text("1\tz\t1\n", encoding="utf-8")
    with pytest.raises(CollectionError, match="small_fr: KeyError\\('z'\\)"):
        read(folder)


@pytest.mark.parametrize("text", ["téléphone", "combien de temps jouer", "l'ordinateur", "الإنترنت", "aaaaa"])
def test_one_edit_mistypes_a_word_always_alike(text: str) -> None:
    typed = mistyped(text)
    assert typed != text
    assert abs(len(typed) - len(text)) <= 1
    assert sum(before != after for before, after in zip(text.split(), typed.split(), strict=True)) == 1
    assert mistyped(text) == typed


@pytest.mark.parametrize("text", ["", "jeux", "a la mer", "3020 0800 12345"])
def test_a_text_of_short_words_and_numbers_is_not_mistyped(text: str) -> None:
    assert mistyped(text) == text


def test_a_collection_is_measured_clean_and_mistyped(folder: Path) -> None:
    with engines("tantivy") as new_engine:
        for encoder in (None, WordsEncoder()):
            measures = measures_of(read(folder), new_engine, encoder)
            assert measures["clean"] == {"ndcg@10": 1, "recall@10": 1, "mrr@10": 1, "empty": 0}
            assert measures["typo"].keys() == measures["clean"].keys()


SCREENS = [{"id": "a", "title": "Screens at dinner", "text": ""}, {"id": "b", "title": "Sleep", "text": ""}]
ASKED = [{"id": "1", "text": "dinner"}, {"id": "2", "text": "sleep"}]


def test_collections_that_are_parallel_are_asked_in_each_other_s_language(tmp_path: Path) -> None:
    english = read(written(tmp_path / "two_en", SCREENS, ASKED, "1\ta\t1\n2\tb\t1\n"))
    french = read(
        written(tmp_path / "two_fr", DOCUMENTS[:2], [{"id": "1", "text": "repas"}, {"id": "2", "text": "sommeil"}], "1\ta\t1\n2\tb\t1\n")
    )
    other = read(written(tmp_path / "three_de", SCREENS, ASKED, "1\ta\t1\n2\tb\t1\n"))
    differing = read(written(tmp_path / "two_de", SCREENS, ASKED, "1\tb\t1\n2\tb\t1\n"))
    both = list(parallel([english, french, other, differing]))
    assert [(each.name, each.language, each.asked_in) for each in both] == [("two_en_on_fr", "fr", "en"), ("two_fr_on_en", "en", "fr")]
    assert [each.questions for each in both] == [english.questions, french.questions]
    assert {document.served_in for document in both[0].documents} == {frozenset({"en"})}
    assert list(parallel([english])) == []

    with engines("tantivy") as new_engine:
        by_terms = measures_of(both[0], new_engine, None)
        by_meaning = measures_of(both[0], new_engine, WordsEncoder(same={"dinner": "repas", "sleep": "sommeil"}))
    assert (by_terms["clean"]["empty"], by_meaning["clean"]["ndcg@10"]) == (1, 1)


def test_a_reader_finds_by_meaning_only_where_documents_and_question_are_encoded(folder: Path) -> None:
    encoder = WordsEncoder(same={"dodo": "sommeil"})
    with engines("tantivy") as new_engine:
        engine = new_engine("fr")
        fill(engine, read(folder).documents, encoder)
        assert Reader(engine, "fr", encoder).ranking("dodo") == [2]
        assert Reader(engine, "fr").ranking("dodo") == []


def _run(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.relevance"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("encoder", ["on", "off"])
def test_the_command_writes_what_it_prints(encoder: str, folder: Path, tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    ended = _run(DATA=str(folder.parent), JSON=str(results), ENCODER=encoder)
    assert ended.returncode == 0, ended.stderr
    assert [line.split()[:2] for line in ended.stdout.splitlines()[1:]] == [
        ["small_fr", "clean"],
        ["small_fr", "typo"],
        ["small_fr_with_text", "clean"],
        ["small_fr_with_text", "typo"],
    ]
    assert json.loads(results.read_text(encoding="utf-8"))["small_fr"]["clean"]["ndcg@10"] == 1


def test_the_command_wants_a_folder() -> None:
    ended = _run()
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("DATA is required: the folder of the judged collections.\n")
