"""PO files and sheets: everything goes out, and comes back as it was, whichever program saved the file."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from editorial.translation.composing import composed
from editorial.translation.digests import NOTHING, digest
from editorial.translation.exchange import po_files, sheets
from editorial.translation.exchange.checking import Outcome, judged
from editorial.translation.exchange.entries import Entry, Stamp, Term, entries_of, portable
from editorial.translation.exchange.rows import UnfitFileError
from editorial.translation.parts import Kind, Known
from editorial.translation.states import Record, State
from pages.models import GuidePage
from tests.editorial.translation.exchange.files import FORMATS, KEY, PAGES, content_of, entries, filled_in, page_of, read, surveyed

KINDS = pytest.mark.parametrize("kind", list(FORMATS))
ANY_TEXT = st.text(max_size=40).map(portable)
WORDS = st.text(st.sampled_from("aé ا ب\u00a0\u202f\u200f\n\t<>&=+-@'\"\\_x0041\u2028\x85%"), min_size=1, max_size=20)


def entry(source: str, translation: str = "", state: State = State.MISSING, **values: Any) -> Entry:
    stamp = Stamp("0" * 32, "1" * 16, state)
    return Entry(f"{KEY}:title", "Une page", "Titre", source, translation, state, stamp, **values)


# --- what goes out ---------------------------------------------------------------------------------------------------------------


def test_a_po_file_says_everything_a_translator_needs() -> None:
    stale = entry("Le harcèlement", "تنمر", State.STALE, previous="Le conflit", glossary=("harcèlement → تنمّر",), max_length=255)
    assert po_files.written([stale, entry("Un")], "ar").decode() == (
        "#  Les marques comme <b1>…</b1> tiennent la place du gras, des liens et des listes : reprenez chacune d’elles.\n"
        'msgid ""\nmsgstr ""\n"Project-Id-Version: club\\n"\n"Language: ar\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"X-Source-Language: fr\\n"\n\n'
        "#. Une page › Titre\n#. à mettre à jour\n#. 255 caractères au plus\n#. Glossaire : harcèlement → تنمّر\n"
        f"#. {'0' * 32}-{'1' * 16}-stale\n#, fuzzy\n"
        f'#| msgctxt "{KEY}:title"\n#| msgid "Le conflit"\nmsgctxt "{KEY}:title"\nmsgid "Le harcèlement"\nmsgstr "تنمر"\n\n'
        f'#. Une page › Titre\n#. à traduire\n#. {"0" * 32}-{"1" * 16}-missing\nmsgctxt "{KEY}:title"\nmsgid "Un"\nmsgstr ""\n\n'
    )


def test_a_sheet_says_the_same_and_every_cell_is_text() -> None:
    stale = entry("=1+1", "@SOMME(A1)", State.STALE, previous="-2", glossary=("harcèlement → تنمّر",))
    sheet = load_workbook(BytesIO(sheets.written([stale], "ar"))).active
    assert (sheet.title, sheet.row_dimensions[2].hidden, sheet.freeze_panes) == ("fr-ar", True, "A3")
    assert [cell.value for cell in sheet[1]] == [
        *("Page", "Emplacement", "Français", "Traduction", "État", "À relire", "Français d’avant", "Glossaire", "Commentaire"),
        *("Adresse (ne pas modifier)", "Empreinte (ne pas modifier)"),
    ]
    row = sheet[3]
    assert [cell.value for cell in row] == [
        *("Une page", "Titre", "=1+1", "@SOMME(A1)", "à mettre à jour", "x", "-2", "harcèlement → تنمّر", None),
        *(f"{KEY}:title", f"{'0' * 32}-{'1' * 16}-stale"),
    ]
    assert {(cell.data_type, cell.number_format, cell.quotePrefix) for cell in row if cell.value} == {("s", "@", True)}
    # What somebody types into an empty cell stays as typed, too.
    assert (row[8].number_format, row[8].quotePrefix) == ("@", True)
    assert (row[3].alignment.readingOrder, row[2].alignment.readingOrder) == (2, 0)


def test_glossary_words_are_found_in_their_plural_and_not_inside_others() -> None:
    term = Term("écran", "شاشة", "appareil")
    assert (term.occurs_in("Les Écrans"), term.occurs_in("L’écran"), term.occurs_in("paravécran"), str(term)) == (
        *(True, True, False),
        "écran → شاشة (appareil)",
    )


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    longest = "é" * 32_767
    assert read("xlsx", sheets.written([entry(longest)], "ar")).rows[0].source == longest
    with pytest.raises(UnfitFileError, match=r"Un texte est trop long pour un tableur \(Une page, Titre\) : choisissez le format PO\."):
        sheets.written([entry(longest + "é")], "ar")
    assert read("po", po_files.written([entry(longest + "é")], "ar")).rows[0].source == longest + "é"


@pytest.mark.parametrize("model", list(PAGES))
def test_what_a_block_shows_is_not_in_the_file_and_every_word_is(model: type[Any]) -> None:
    survey = surveyed(model, content_of(model), "ar")
    found = entries_of(page_of(), survey, [], only_to_do=False)
    assert [each.address for each in found] == [f"{KEY}:{item.part.path}" for item in survey.items if item.part.kind is not Kind.SHOWN]
    assert len(found) == {"steps": 16, "body": 16, "situation": 17}[PAGES[model][0]]


def test_only_what_is_to_do() -> None:
    content = {**content_of(GuidePage), "title_ar": "الهاتف"}
    records = [Record("title", digest("Le téléphone la nuit"), digest("الهاتف"))]
    found = entries_of(page_of(), surveyed(GuidePage, content, "ar", records), [], only_to_do=True)
    assert [each.address for each in found][:2] == [f"{KEY}:summary", f"{KEY}:steps/s/title"]


# --- what comes back -------------------------------------------------------------------------------------------------------------


@KINDS
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(ANY_TEXT.filter(lambda text: digest(text) != NOTHING), ANY_TEXT, st.sampled_from(State)), min_size=1, max_size=5))
def test_any_text_goes_out_and_comes_back_to_the_letter(kind: str, drawn: list[tuple[str, str, State]]) -> None:
    made = [entry(source, translation, state) for source, translation, state in drawn]
    found = read(kind, FORMATS[kind].written(made, "ar"))
    assert found.language == "ar"
    assert [(row.address, row.source, row.translation, row.is_to_review, row.stamp, row.error) for row in found.rows] == [
        (each.address, each.source, each.translation, each.is_to_review, each.stamp, "") for each in made
    ]


@KINDS
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(list(PAGES)), st.data())
def test_a_page_of_every_block_comes_back_unchanged_and_with_its_translations(kind: str, model: type[Any], data: st.DataObject) -> None:
    content = content_of(model)
    empty = entries(model, content)
    words = {each.address: data.draw(WORDS.filter(lambda text: digest(text) != NOTHING)) for each in empty if "<" not in each.source}
    typed = {address: text.replace("<", "&lt;") if is_rich(model, address) else text for address, text in words.items()}
    file = filled_in(kind, FORMATS[kind].written(empty, "ar"), typed)
    survey = surveyed(model, content, "ar")
    changes = {}
    for row in read(kind, file).rows:
        path = row.address.partition(":")[2]
        outcome, reason, change = judged(row, survey.by_path[path])
        assert (outcome, reason) == (Outcome.CHANGE if row.address in typed else Outcome.EMPTY, "")
        if change is not None and change.text is not None:
            changes[path] = change.text
    content = composed(model, content, "ar", changes, Known(()), frozenset())
    after = surveyed(model, content, "ar")
    for path, text in changes.items():
        assert digest(after.by_path[path].part.translation) == digest(text)
    again = read(kind, FORMATS[kind].written(entries(model, content), "ar"))
    assert {judged(row, after.by_path[row.address.partition(":")[2]])[0] for row in again.rows} <= {Outcome.UNCHANGED, Outcome.EMPTY}


def is_rich(model: type[Any], address: str) -> bool:
    return surveyed(model, content_of(model), "ar").by_path[address.partition(":")[2]].part.is_rich


# --- files of other programs -----------------------------------------------------------------------------------------------------

PO = po_files.written([entry("Un\ndeux", "واحد\u00a0!")], "ar").decode()


@pytest.mark.parametrize(
    "content",
    [
        PO.encode("utf-8-sig"),
        PO.replace("\n", "\r\n").encode(),
        PO.replace("charset=UTF-8", "charset=UTF-16").encode("utf-16"),
        PO.replace("\n", "\r").encode("utf-16-be").join([b"\xfe\xff", b""]),
        PO.replace("charset=UTF-8", "charset=windows-1256").encode("windows-1256", errors="replace"),
        str(polib.pofile(PO, wrapwidth=20)).encode(),
    ],
    ids=["BOM", "CRLF", "UTF-16", "UTF-16 BE", "windows-1256", "wrapped"],
)
def test_a_po_file_is_read_however_it_was_saved(content: bytes) -> None:
    row = read("po", content).rows[0]
    assert (row.translation, row.source) == ("واحد\u00a0!", "Un\ndeux")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Ce fichier ne contient pas de traductions : ce n’est pas un fichier PO, ou il est vide."),
        (b"/etc/hostname", "La ligne 1 de ce fichier n’est pas du PO. Ouvrez-le dans Poedit, qui montre l’erreur, puis enregistrez-le."),
        (
            b'msgid "a"\nmsgstr "b\nfoo',
            "La ligne 3 de ce fichier n’est pas du PO. Ouvrez-le dans Poedit, qui montre l’erreur, puis enregistrez-le.",
        ),
        (b"\xff\xfe\x00", "Les caractères de ce fichier sont illisibles. Enregistrez-le en UTF-8."),
        (b'msgid ""\nmsgstr "charset=UTF-8"\n\xe9', "Les caractères de ce fichier sont illisibles. Enregistrez-le en UTF-8."),
        (b"\x00\x01", "Ce fichier ne contient pas de traductions : ce n’est pas un fichier PO, ou il est vide."),
    ],
)
def test_a_po_file_that_is_none_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnfitFileError) as met:
        read("po", content)
    assert str(met.value) == message


def sheet_of(*rows: list[Any], title: str = "fr-ar") -> bytes:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def test_columns_may_be_moved_or_missing() -> None:
    found = read("xlsx", sheet_of(["Traduction", None, "Adresse"], ["translation", None, "address"], ["واحد", "x", f"{KEY}:title"], [None]))
    assert [(row.number, row.address, row.translation, row.source, row.stamp, row.is_to_review) for row in found.rows] == [
        (3, f"{KEY}:title", "واحد", None, None, None)
    ]


def test_rows_may_be_sorted_with_the_row_that_names_the_columns() -> None:
    content = sheet_of(["Traduction", "Adresse"], ["واحد", f"{KEY}:a"], ["translation", "address"], ["اثنان", f"{KEY}:b"])
    assert [(row.number, row.address, row.translation) for row in read("xlsx", content).rows] == [
        (2, f"{KEY}:a", "واحد"),
        (4, f"{KEY}:b", "اثنان"),
    ]


def test_a_sheet_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    rows = [["translation", "address"], *(["واحد", f"{KEY}:{number}"] for number in range(3))]
    assert len(read("xlsx", sheet_of(*rows[:3])).rows) == 2
    with pytest.raises(UnfitFileError, match="Cette feuille a plus de 3 lignes"):
        read("xlsx", sheet_of(*rows))


@pytest.mark.parametrize(
    ("value", "text", "error"),
    [
        ("=A1", "", "Cette cellule contient une formule. Tapez ' avant le signe = pour l’écrire comme un texte."),
        (1.5, "", "Le tableur a changé cette cellule en nombre ou en date. Tapez ' devant pour l’écrire comme un texte."),
        (True, "", "Le tableur a changé cette cellule en nombre ou en date. Tapez ' devant pour l’écrire comme un texte."),
        ("#N/A", "", "Le tableur a changé cette cellule en nombre ou en date. Tapez ' devant pour l’écrire comme un texte."),
        (2026, "2026", ""),
        ("a_x000D__x000A_b", "a\nb", ""),
        ("_x005F_x0041_", "_x0041_", ""),
    ],
)
def test_a_cell_that_is_no_text_is_told(value: Any, text: str, error: str) -> None:
    row = read("xlsx", sheet_of(["address", "translation"], [f"{KEY}:title", value])).rows[0]
    assert (row.translation, row.error) == (text, error)


NO_COLUMNS = (
    "Les colonnes de cette feuille ne se reconnaissent plus : sa deuxième ligne, masquée, a disparu. Repartez d’un fichier téléchargé ici."
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK", "Ce fichier ne se lit pas comme une feuille de calcul. Enregistrez-le au format XLSX, puis déposez-le de nouveau."),
        (
            sheet_of(["Adresse", "Traduction"]),
            NO_COLUMNS,
        ),
    ],
)
def test_a_sheet_that_cannot_be_read_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnfitFileError) as met:
        read("xlsx", content)
    assert str(met.value) == message


def test_entities_are_not_expanded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(sheet_of(["address", "translation"]))) as given, zipfile.ZipFile(output, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.decode().replace(content.decode()[: content.decode().index(">") + 1], bomb, 1).encode()
            made.writestr(name, content)
    with pytest.raises(UnfitFileError):
        read("xlsx", output.getvalue())
