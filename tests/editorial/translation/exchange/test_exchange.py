"""Files out and in over the desk's screens: who may, what is told, and that all of a file is saved or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from editorial.models import GlossaryTerm, TranslationFile, TranslationRecord
from editorial.translation.exchange import applying, intake
from editorial.translation.exchange.checking import Outcome, checked
from editorial.translation.reading import survey_of_draft
from editorial.translation.saving import Change, RefusedChangesError, save
from pages.models import EditionContent, StandardPage
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft, translator
from tests.editorial.translation.bilingual import bilingual_page
from tests.editorial.translation.content import helpline, paragraph
from tests.editorial.translation.exchange.files import filled_in, read, without_stamps
from tests.factories import HelplineFactory
from tests.pages.admin.screens import soup

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/desk/translation/exchange/"
KINDS = pytest.mark.parametrize("kind", ["po", "xlsx"])
LINK = '<p>Lire <b>ceci</b> et <a href="https://exemple.invalid/">cela</a>.</p>'


@pytest.fixture
def page(club: Club) -> StandardPage:
    """A public page in French and English, with a helpline, without Arabic."""
    line = HelplineFactory()
    rich = {"type": "paragraph", "id": "b", "value": LINK}
    return bilingual_page(
        club.enfance,
        [helpline("h", line.pk), paragraph("a", "Un"), rich],
        [helpline("h", line.pk), paragraph("a", "One"), {**rich, "value": LINK.replace("Lire", "Read")}],
    )


@pytest.fixture
def amina(club: Club) -> Any:
    return translator("amina", club.enfance.space, "ar")


def download(client: Client, kind: str, page: Any = None, **asked: Any) -> bytes:
    """The file of what is to do in Arabic, or as asked, in one page or in all of one's pages."""
    scope = {"scope": "page", "page": page.pk} if page is not None else {"scope": "all"}
    answer = client.get(f"{ADDRESS}download/", {"language": "ar", "what": "to_do", "format": kind, **scope, **asked})
    assert answer.status_code == 200
    assert "attachment" in answer.get("Content-Disposition", ""), soup(answer).select(".error-message, [role=alert]")
    return bytes(answer.content)


def bring(client: Client, kind: str, content: bytes, **fields: str) -> str:
    """Brings a file, and gives the address of what it would change."""
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile(f"fr-ar.{kind}", content), **fields})
    assert answer.status_code == 302, [each.get_text(" ", strip=True) for each in soup(answer).select(".error-message, [role=alert]")]
    return str(answer["Location"])


def complaint(client: Client, name: str, content: bytes, **fields: str) -> str:
    """What is said of a file that is not taken."""
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile(name, content), **fields})
    return " ".join(" ".join(each.get_text() for each in soup(answer).select(".w-field__errors")).split())


def counts(client: Client, address: str) -> list[int]:
    """Errors, conflicts, changes, unchanged, empty."""
    return [int(each.get_text()) for each in soup(client.get(address)).select(".exchange-counts strong")]


def reasons(client: Client, address: str) -> list[tuple[str, str]]:
    """The rows that are told with a reason: their text and the reason."""
    rows = soup(client.get(address)).select("#exchange-error + div tbody tr, #exchange-conflict + div tbody tr")
    cells = [(row.select_one(".exchange-what"), row.select_one(".exchange-reason").extract()) for row in rows]  # type: ignore[union-attr]
    return [(text.get_text(" ", strip=True), reason.get_text(strip=True)) for text, reason in cells]  # type: ignore[union-attr]


def send(client: Client, address: str, **fields: str) -> list[str]:
    """Presses the button; what is then said."""
    seen = soup(client.get(address)).select_one("input[name=seen]")
    assert seen is not None
    answer = client.post(address, {"seen": str(seen["value"]), **fields}, follow=True)
    return [str(message).strip() for message in answer.context["messages"]]


def texts(page: StandardPage, code: str = "ar") -> dict[str, tuple[str, str]]:
    return {item.part.path: (item.state.value, item.part.translation) for item in survey_of_draft(fresh(page), code).items}


def nothing_happened(page: StandardPage, revision_id: int | None) -> bool:
    return fresh(page).latest_revision_id == revision_id and not TranslationRecord.objects.filter(page=page, language="ar").exists()


@KINDS
def test_a_page_goes_out_and_comes_back_translated(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client], kind: str
) -> None:
    GlossaryTerm.objects.create(language="ar", term="sommeil", translation="نوم")
    client = browser(amina)
    file = download(client, kind, page)
    key = page.key
    assert [row.address for row in read(kind, file).rows] == [f"{key}:title", f"{key}:summary", f"{key}:body/a", f"{key}:body/b"]
    said = {
        f"{key}:title": "النوم",
        f"{key}:summary": "قصير\u00a0!",
        f"{key}:body/a": "=واحد & <2".replace("<", "&lt;"),
        f"{key}:body/b": "<a2>هذا</a2> و <b1>ذاك</b1>",
    }
    address = bring(client, kind, filled_in(kind, file, said))
    assert (counts(client, address), nothing_happened(page, page.latest_revision_id)) == ([0, 0, 4, 0, 0], True)
    assert send(client, address, apply="1") == ["4 textes ont été enregistrés."]
    found = texts(page)
    shown = found.pop("body/h/=")
    assert shown[0] == "current"
    assert found == {
        "title": ("current", "النوم"),
        "summary": ("current", "قصير\u00a0!"),
        "body/a": ("current", "<p>=واحد &amp; &lt;2</p>"),
        "body/b": ("current", '<p><a href="https://exemple.invalid/">هذا</a> و <b>ذاك</b></p>'),
    }
    assert (fresh(page).latest_revision.user, TranslationFile.objects.count()) == (amina, 0)
    again = bring(client, kind, download(client, kind, page, what="everything"))
    assert counts(client, again) == [0, 0, 0, 4, 0]


@KINDS
def test_a_stale_text_is_marked_as_current_with_a_reason_or_stays_to_be_reviewed(
    page: StandardPage, club: Club, browser: Callable[[Any], Client], kind: str
) -> None:
    save_draft(page, club.enfance.editor, title_fr="Le bon sommeil", summary_fr="Court")
    ben = translator("ben", club.enfance.space)
    client = browser(ben)
    file = download(client, kind, page, language="en")
    rows = read(kind, file).rows
    assert [(row.address.partition(":")[2], row.translation, row.is_to_review) for row in rows] == [
        ("title", "Sleep", True),
        ("summary", "Short", True),
    ]
    title, summary = (row.address for row in rows)
    file = filled_in(kind, file, {title: "Sleep"}, untick=True, comment="Le sens reste.")
    file = filled_in(kind, file, {summary: "Brief"})
    assert send(client, bring(client, kind, file), apply="1") == ["2 textes ont été enregistrés."]
    found = survey_of_draft(fresh(page), "en").by_path
    assert (found["title"].state.value, found["summary"].state.value, found["summary"].part.translation) == ("current", "review", "Brief")
    record = found["title"].record
    assert record is not None
    assert (record.reason, record.made_by) == ("Le sens reste.", ben.pk)


@KINDS
def test_a_file_that_is_brought_twice_finds_nothing_to_do_the_second_time(
    page: StandardPage, amina: Any, browser: Callable[[Any], Client], kind: str
) -> None:
    client = browser(amina)
    said = {f"{page.key}:title": " النوم\u00a0", f"{page.key}:body/b": "<b1>ذاك</b1>  <a2>هذا</a2> "}
    file = filled_in(kind, download(client, kind, page), said)
    assert send(client, bring(client, kind, file), apply="1") == ["2 textes ont été enregistrés."]
    revision = fresh(page).latest_revision_id
    address = bring(client, kind, file)
    assert counts(client, address) == [0, 0, 0, 2, 2]
    assert send(client, address, apply="1") == ["Rien n’a été enregistré."]
    assert fresh(page).latest_revision_id == revision


@KINDS
def test_what_changed_meanwhile_is_told_with_a_link_and_left_out_only_if_somebody_says_so(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client], kind: str
) -> None:
    client = browser(amina)
    file = download(client, kind, page)
    save_draft(page, club.enfance.editor, title_fr="Le bon sommeil")
    save(page, "ar", {"summary": Change("غيره")}, amina)
    said = {f"{page.key}:{path}": text for path, text in {"title": "النوم", "summary": "قصير", "body/a": "واحد"}.items()}
    address = bring(client, kind, filled_in(kind, file, said))
    assert counts(client, address) == [0, 2, 1, 0, 1]
    assert reasons(client, address) == [
        ("Le sommeil titre", "Le français a changé depuis que le fichier a été fait."),
        ("Le sommeil résumé", "Quelqu’un a écrit ce texte sur le site depuis que le fichier a été fait."),
    ]
    assert soup(client.get(address)).select_one(f'a[href="/admin/desk/translation/{page.pk}/ar/#title"]') is not None
    before = texts(page)
    assert send(client, address, apply="1") == ["Rien n’a été enregistré."]
    assert texts(page) == before
    assert send(client, address, apply="1", without_conflicts="on") == ["1 texte a été enregistré."]
    assert texts(page) == {
        **before,
        "body/a": ("current", "<p>واحد</p>"),
        "body/h/=": ("current", before["body/h/="][1] or texts(page)["body/h/="][1]),
    }


@KINDS
def test_one_row_that_cannot_be_taken_keeps_the_whole_file_out(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client], kind: str
) -> None:
    client, revision = browser(amina), page.latest_revision_id
    file = download(client, kind, page)
    said = {f"{page.key}:{path}": text for path, text in {"title": "ا" * 256, "summary": "قصير", "body/b": "<a2>هذا</a2>"}.items()}
    address = bring(client, kind, filled_in(kind, file, said))
    assert counts(client, address) == [2, 0, 1, 0, 1]
    assert reasons(client, address) == [
        ("Le sommeil titre", "Ce texte compte 256 caractères, et peut en avoir 255."),
        ("Le sommeil corps › Paragraphe".replace("corps", "texte"), "« <b1> » manque."),
    ]
    assert send(client, address, apply="1", without_conflicts="on") == ["Rien n’a été enregistré."]
    assert nothing_happened(page, revision)


@KINDS
def test_pages_out_of_reach_are_neither_given_nor_taken(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client], kind: str
) -> None:
    other = live_page_of(club.unaf, "Les écrans")
    file = download(browser(translator("nour", club.unaf.space, "ar")), kind)
    assert {row.address.partition(":")[0] for row in read(kind, download(browser(amina), kind)).rows} >= {page.key}
    assert other.key not in download(browser(amina), "po").decode()
    client = browser(amina)
    address = bring(client, kind, filled_in(kind, file, {f"{other.key}:title": "الشاشات"}))
    told = set(reasons(client, address))
    assert told == {("–", "Vous ne pouvez pas écrire cette langue de cette page en ce moment, ou cette page n’existe pas.")}
    assert send(client, address, apply="1", without_conflicts="on") == ["Rien n’a été enregistré."]
    assert nothing_happened(other, other.latest_revision_id)


def test_a_failure_in_the_last_page_leaves_the_first_as_it_was(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    other, client = live_page_of(club.enfance, "Les jeux"), browser(amina)
    saved = []

    def save_the_first_alone(target: Any, *arguments: Any) -> None:
        if saved:
            raise RefusedChangesError({"title": "Trop tard."})
        saved.append(target)
        save(target, *arguments)

    said = {f"{each.key}:title": "عنوان" for each in (page, other)}
    address = bring(client, "po", filled_in("po", download(client, "po"), said))
    assert counts(client, address)[:3] == [0, 0, 2]
    monkeypatch.setattr(applying, "save", save_the_first_alone)
    assert send(client, address, apply="1") == ["Rien n’a été enregistré."]
    assert len(saved) == 1
    assert (nothing_happened(page, page.latest_revision_id), nothing_happened(other, other.latest_revision_id)) == (True, True)


def test_an_archive_that_unpacks_to_too_much_is_refused(
    page: StandardPage, amina: Any, browser: Callable[[Any], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(amina)
    file = download(client, "xlsx", page)
    monkeypatch.setattr(intake, "LARGEST_UNPACKED", 1_000)
    assert complaint(client, "a.xlsx", file).endswith("Ce fichier, une fois ouvert, devient bien plus gros que sa taille ne le dit.")
    monkeypatch.setattr(intake, "LARGEST", 1_000)
    assert "Ce fichier est trop gros" in complaint(client, "a.xlsx", file)


def test_an_address_may_say_what_goes_out(page: StandardPage, club: Club, browser: Callable[[Any], Client]) -> None:
    screen = soup(browser(club.enfance.editor).get(ADDRESS, {"language": "ar", "scope": "page", "page": page.pk}))
    assert [each["value"] for each in screen.select("#id_language option[selected]")] == ["ar"]
    assert [each["value"] for each in screen.select("input[name=scope][checked]")] == ["page"]
    assert [each["value"] for each in screen.select("input[name=page]")] == [str(page.pk)]


def test_an_edition_goes_out_with_its_contents_that_one_translates(
    page: StandardPage, club: Club, browser: Callable[[Any], Client]
) -> None:
    EditionContent.objects.create(edition=club.edition, page=page)
    live_page_of(club.enfance, "Une autre page")
    client = browser(translator("amina", club.enfance.space, "ar"))
    rows = read("po", download(client, "po", scope="edition", edition=club.edition.pk)).rows
    assert {row.address.partition(":")[0] for row in rows} == {page.key}
    answer = client.get(f"{ADDRESS}download/", {"language": "ar", "scope": "edition", "what": "to_do", "format": "po"})
    assert "Choisissez-en une." in answer.content.decode()
    nothing = client.get(f"{ADDRESS}download/", {"language": "ar", "scope": "page", "page": club.home.pk, "what": "to_do", "format": "po"})
    assert "Il n’y a rien à faire dans ces pages, ou aucune n’est à traduire par vous." in nothing.content.decode()


def test_a_file_that_changed_under_ones_eyes_is_shown_again(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client]
) -> None:
    client = browser(amina)
    address = bring(client, "po", filled_in("po", download(client, "po", page), {f"{page.key}:title": "النوم"}))
    seen = str(soup(client.get(address)).select_one("input[name=seen]")["value"])  # type: ignore[index]
    save_draft(page, club.enfance.editor, title_fr="Le bon sommeil")
    answer = client.post(address, {"seen": seen, "apply": "1"}, follow=True)
    said = [str(message).strip() for message in answer.context["messages"]]
    assert said == ["Le site a changé depuis que vous avez vu cette liste. Rien n’a été enregistré : regardez-la de nouveau."]
    assert texts(page)["title"] == ("missing", "")


def test_a_file_is_put_away_belongs_to_who_brought_it_and_is_forgotten_after_a_day(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client]
) -> None:
    client = browser(amina)
    address = bring(client, "po", filled_in("po", download(client, "po", page), {f"{page.key}:title": "النوم"}))
    assert browser(club.enfance.editor).get(address).status_code == 404
    assert send(client, address, discard="1") == ["Le fichier a été écarté ; rien n’a été enregistré."]
    assert (client.get(address).status_code, texts(page)["title"]) == (404, ("missing", ""))
    address = bring(client, "po", download(client, "po", page))
    TranslationFile.objects.update(brought_at=timezone.now() - timezone.timedelta(days=2))  # type: ignore[attr-defined]
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "a.ods",
            b"x",
            "Les fichiers de traduction finissent par .po ou .xlsx. Dans LibreOffice, choisissez « Enregistrer sous » et le format XLSX.",
        ),
        ("a.xlsx", b"x", "Ce fichier ne contient pas ce que son nom promet (.xlsx)."),
        ("a.po", b"", "Le fichier soumis est vide."),
        ("a.po", b"bonjour", "La ligne 1 de ce fichier n’est pas du PO. Ouvrez-le dans Poedit, qui montre l’erreur, puis enregistrez-le."),
        (
            "a.po",
            b'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr "b"\n',
            "La langue de ce fichier (de) n’est pas une langue de ce site.",
        ),
        ("a.po", b'msgid "a"\nmsgstr "b"\n', "Ce fichier ne dit pas sa langue : choisissez-la."),
    ],
)
def test_a_file_of_another_kind_is_refused(amina: Any, browser: Callable[[Any], Client], name: str, content: bytes, said: str) -> None:
    assert said in complaint(browser(amina), name, content)
    assert TranslationFile.objects.count() == 0


@KINDS
def test_a_row_without_its_stamp_goes_by_the_french_beside_it(
    page: StandardPage, club: Club, browser: Callable[[Any], Client], kind: str
) -> None:
    client = browser(translator("ben", club.enfance.space))
    file = download(client, kind, page, language="en", what="everything")
    file = without_stamps(kind, filled_in(kind, file, {f"{page.key}:title": "The sleep"}))
    address = bring(client, kind, file)
    # A text that stands already is replaced only by a file that says which one it replaces.
    assert counts(client, address) == [0, 1, 0, 3, 0]
    assert reasons(client, address) == [("Le sommeil titre", "Le site a un autre texte, et le fichier ne dit pas qu’il le remplace.")]
    file = without_stamps(
        kind, filled_in(kind, download(client, kind, page, language="en", what="everything"), {f"{page.key}:title": "Sleep"})
    )
    assert counts(client, bring(client, kind, file)) == [0, 0, 0, 4, 0]


def test_the_language_chosen_and_that_of_the_file_must_be_one(club: Club, page: StandardPage, browser: Callable[[Any], Client]) -> None:
    client = browser(club.enfance.editor)
    file = download(client, "po", page)
    assert complaint(client, "a.po", file, language="en").endswith("Ce fichier dit être dans une autre langue : العربيّة.")


def test_the_screens_are_for_those_who_translate(club: Club, browser: Callable[[Any], Client], django_user_model: Any) -> None:
    reader = django_user_model.objects.create_user("lecteur", "lecteur@exemple.invalid", "un mot de passe de test")
    assert browser(reader).get(ADDRESS).status_code == 302
    assert browser(reader).get(f"{ADDRESS}download/").status_code == 302
    assert Client().get(ADDRESS).status_code == 302
    assert [
        option["value"]
        for option in soup(browser(translator("ben", club.unaf.space)).get(ADDRESS)).select("#id_language")[0].select("option")
    ] == ["en"]


def test_checking_asks_as_often_for_one_text_as_for_many(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client], django_assert_num_queries: Any
) -> None:
    file = read("po", download(browser(amina), "po", page))
    few = type(file)(file.language, file.rows[:1])
    for part in (few, file):
        user = type(amina).objects.get(pk=amina.pk)
        with django_assert_num_queries(8):
            report = checked(part, user)
        assert report.counts[Outcome.EMPTY] == len(part.rows)


HUGE = "9" * 30


def chosen(answer: Any) -> str:
    """The title of the page that the form shows as chosen."""
    return soup(answer).select_one("#id_page-chooser [data-chooser-title]").get_text(strip=True)  # type: ignore[union-attr]


def test_an_address_may_choose_a_page_beforehand_that_its_reader_may_choose(
    page: StandardPage, club: Club, amina: Any, browser: Callable[[Any], Client]
) -> None:
    other = draft_of(club.unaf, "CANARI")
    client = browser(amina)
    assert chosen(client.get(ADDRESS, {"language": "ar", "scope": "page", "page": page.pk})) == "Le sommeil"
    for value in (str(other.pk), "abc", HUGE, "\x00", "²"):
        asked = {"page": value, "edition": value, "language": value, "scope": "page", "what": value}
        for answer in (client.get(ADDRESS, asked), client.get(f"{ADDRESS}download/", asked)):
            assert (answer.status_code, chosen(answer)) == (200, "")
            assert "CANARI" not in answer.content.decode()


@pytest.mark.parametrize("value", ["abc", HUGE, "0", "٩٩٩٩٩٩"])
def test_no_file_is_made_of_what_is_no_page(amina: Any, browser: Callable[[Any], Client], value: str) -> None:
    for scope in ("page", "edition"):
        asked = {"language": "ar", "what": "to_do", "format": "po", "scope": scope, scope: value}
        answer = browser(amina).get(f"{ADDRESS}download/", asked)
        assert (answer.status_code, "Content-Disposition" in answer) == (200, False)
        assert list(answer.context["download"].errors) == [scope]


def test_a_file_that_is_refused_is_where_one_looks(amina: Any, browser: Callable[[Any], Client]) -> None:
    client = browser(amina)
    assert soup(client.get(ADDRESS)).select("[autofocus]") == []
    answer = client.post(ADDRESS, {"file": SimpleUploadedFile("notes.docx", b"notes")})
    assert [field["name"] for field in soup(answer).select("[autofocus]")] == ["file"]
    assert TranslationFile.objects.count() == 0
