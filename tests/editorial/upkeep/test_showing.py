"""Who is told which concerns, on the home page and in the report, and where each may be mended."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from editorial.models import Heartbeat, KeptConcern
from editorial.models.kept_concern import Kind, Severity
from editorial.upkeep.refreshing import HEARTBEAT, refresh
from editorial.upkeep.showing import Told, counted, most_urgent, visible_to
from pages.days import day_of
from tests.editorial.conftest import Club, live_page_of, translator
from tests.factories import ConsentFactory, GuidePageFactory, HelplineFactory, PersonFactory, ResourceIndexPageFactory, VideoFactory
from tests.pages.admin.screens import soup

pytestmark = pytest.mark.django_db

REPORT = "/admin/desk/upkeep/"
PANEL, REPORTED = 8, 19
"""Statements, whatever the number of concerns."""

HOME = "/admin/"
YESTERDAY = day_of() - dt.timedelta(days=1)


@pytest.fixture
def wrong(club: Club) -> Any:
    """A page of each association with an overdue review, one of the coordination, and an old number at e-Enfance's."""
    HelplineFactory(code="3018", number_short="3018", supersedes=["0800 200 000"])
    page = live_page_of(
        club.enfance, "Page d'e-Enfance", review_due_on=YESTERDAY, body_fr=[("paragraph", "<p>Appelez le 0800 200 000.</p>")]
    )
    live_page_of(club.unaf, "Page de l'UNAF", review_due_on=YESTERDAY)
    club.home.review_due_on = YESTERDAY
    club.home.save()
    refresh()
    return page


def again(user: Any) -> Any:
    return get_user_model().objects.get(pk=user.pk)


def urgent(user: Any) -> list[Told]:
    return most_urgent(user, visible_to(user), 5)


def lines(screen: Any) -> list[list[str]]:
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in soup(screen).select("table.listing tbody tr")]


def test_teams_are_told_theirs_and_the_coordination_everything(club: Club, wrong: Any) -> None:
    def titles(user: Any) -> set[str]:
        return set(visible_to(user).values_list("title", flat=True))

    for user in (club.enfance.editor, club.enfance.publisher):
        assert titles(user) == {"Page d'e-Enfance"}
    assert titles(club.unaf.editor) == {"Page de l'UNAF"}
    assert titles(club.coordination.publisher) == {"Page d'e-Enfance", "Page de l'UNAF", club.home.title_fr}
    assert titles(translator("traductrice", club.unaf.space)) == set()


def test_names_in_consents_are_for_those_who_may_read_them(club: Club) -> None:
    person = PersonFactory(display_name_fr="Une personne")
    video = VideoFactory(collection=club.enfance.team.collection)
    video.people_shown = [person]
    video.save()
    ConsentFactory(person=person, organisation=club.enfance.organisation, videos=[video], valid_until=YESTERDAY)
    refresh()
    seen = [
        bool(visible_to(user)) for user in (club.enfance.publisher, club.coordination.publisher, club.enfance.editor, club.unaf.publisher)
    ]
    assert seen == [True, True, False, False]


def test_the_most_urgent_come_first_with_the_way_to_mend_them(club: Club, wrong: Any) -> None:
    first, second = urgent(club.enfance.editor)
    block = wrong.body_fr.raw_data[0]["id"]
    edit = reverse("wagtailadmin_pages:edit", args=[wrong.pk])
    assert (first.concern.kind, first.mended_at) == (Kind.HELPLINE, f"{edit}#mend=body_fr:{block}")
    assert (second.concern.kind, second.mended_at) == (Kind.REVIEW, f"{edit}#mend=review_due_on")


def test_who_may_not_edit_the_page_is_told_without_a_link(club: Club) -> None:
    resources = ResourceIndexPageFactory(parent=club.home)
    GuidePageFactory(parent=resources, title_fr="Guide", organisation=club.enfance.organisation, review_due_on=YESTERDAY)
    refresh()
    (told,) = urgent(club.enfance.publisher)
    assert (told.concern.title, told.mended_at) == ("Guide", "")
    (told,) = urgent(club.coordination.publisher)
    assert told.mended_at.endswith("/edit/#mend=review_due_on")


def test_the_home_page_counts_by_kind_and_for_the_coordination_by_association(
    club: Club, wrong: Any, browser: Callable[[Any], Client]
) -> None:
    text = browser(club.enfance.editor).get(HOME).content.decode()
    assert ("À faire pour mon équipe" in text, "Ligne d’écoute qui ne répond plus" in text, "Page de l'UNAF" in text) == (True, True, False)
    columns, rows = counted(visible_to(club.enfance.editor))
    assert [(row.kind, row.total) for row in rows] == [(Kind.HELPLINE, 1), (Kind.REVIEW, 1)]
    columns, rows = counted(visible_to(club.coordination.publisher))
    assert [name for name, _query in columns] == ["UNAF", "e-Enfance", "Coordination"]
    assert [(row.kind, [number for number, _query in row.numbers], row.total) for row in rows] == [
        (Kind.HELPLINE, [0, 1, 0], 1),
        (Kind.REVIEW, [1, 1, 1], 3),
    ]
    assert "À faire pour toutes les équipes" in browser(club.coordination.publisher).get(HOME).content.decode()


def test_a_team_with_nothing_to_mend_has_no_panel(club: Club, browser: Callable[[Any], Client]) -> None:
    refresh()
    assert "À faire pour" not in browser(club.enfance.editor).get(HOME).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_the_panel_asks_as_many_statements_for_one_as_for_twenty(club: Club, count: int) -> None:
    for number in range(count):
        live_page_of(club.enfance, f"Page {number:02}", slug=f"page-{number}", review_due_on=YESTERDAY)
    refresh()
    user = again(club.enfance.editor)
    with CaptureQueriesContext(connection) as asked:
        concerns = visible_to(user)
        counted(concerns)
        shown = most_urgent(user, concerns, 5)
    assert len(shown) == min(count, 5)
    # The reader's rights, on consents too, whether they coordinate, their teams; the counts, the concerns; rights on pages, those pages.
    assert len(asked.captured_queries) == PANEL


def test_the_report_lists_filters_and_leads_to_the_form(club: Club, wrong: Any, browser: Callable[[Any], Client]) -> None:
    client = browser(club.coordination.publisher)
    answer = client.get(REPORT)
    day = YESTERDAY.strftime("%d/%m/%Y")
    overdue = "La relecture de cette page est en retard : relisez-la, puis fixez la prochaine date."
    assert lines(answer)[0][:2] == ["Urgent", "Page d'e-Enfance Français, texte, bloc 1"]
    assert lines(answer)[1:] == [
        ["À traiter", f"{club.home.title_fr} À relire le", overdue, "Coordination", day],
        ["À traiter", "Page d'e-Enfance À relire le", overdue, "e-Enfance", day],
        ["À traiter", "Page de l'UNAF À relire le", overdue, "UNAF", day],
    ]
    # What stands in an association's space only its people mend.
    forms = [link["href"] for link in soup(answer).select("td.upkeep-where a")]
    assert forms == [f"/admin/pages/{club.home.pk}/edit/#mend=review_due_on"]
    forms = [link["href"] for link in soup(browser(club.enfance.editor).get(REPORT)).select("td.upkeep-where a")]
    assert forms[1:] == [f"/admin/pages/{wrong.pk}/edit/#mend=review_due_on"]

    def titles(**question: Any) -> list[str]:
        return [row[1].split(" Français")[0].removesuffix(" À relire le") for row in lines(client.get(REPORT, question))]

    assert titles(organisation=club.unaf.organisation.pk) == ["Page de l'UNAF"]
    assert titles(organisation="null") == [club.home.title_fr]
    assert titles(kind="helpline") == ["Page d'e-Enfance"]
    assert titles(kind=["helpline", "review"], organisation=club.enfance.organisation.pk) == ["Page d'e-Enfance"] * 2
    assert titles(severity=Severity.URGENT) == ["Page d'e-Enfance"]
    assert titles(language="fr") == ["Page d'e-Enfance"]
    assert titles(language="ar") == []
    assert [row[3] for row in lines(browser(club.unaf.editor).get(REPORT))] == ["UNAF"]


def test_the_report_is_exported_whole(club: Club, wrong: Any, browser: Callable[[Any], Client]) -> None:
    client = browser(club.enfance.editor)
    answer = client.get(REPORT, {"export": "csv"})
    written = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert written[0] == "Urgence,Genre,Association,Où,Lieu,Langue,Ce qu’il faut faire,Depuis,Formulaire"
    assert written[2] == (
        "À traiter,Relecture en retard,e-Enfance,Page d'e-Enfance,À relire le,,"
        '"La relecture de cette page est en retard\u00a0: relisez-la, puis fixez la prochaine date.",'
        f"{YESTERDAY.isoformat()},http://testserver/admin/pages/{wrong.pk}/edit/#mend=review_due_on"
    )
    assert len(written) == 3
    book = zipfile.ZipFile(io.BytesIO(b"".join(client.get(REPORT, {"export": "xlsx"}).streaming_content)))  # type: ignore[attr-defined]
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    rows = [["".join(cell.itertext()) for cell in row] for row in sheet.findall(".//{*}row")]
    assert [(row[0], row[3], row[7]) for row in rows] == [
        ("Urgence", "Où", "Depuis"),
        ("Urgent", "Page d'e-Enfance", day_of().isoformat()),
        ("À traiter", "Page d'e-Enfance", YESTERDAY.isoformat()),
    ]


def test_the_report_is_for_the_teams(club: Club, wrong: Any, browser: Callable[[Any], Client]) -> None:
    for user in (club.enfance.editor, club.coordination.publisher):
        assert REPORT in browser(user).get(HOME).content.decode()
    stranger = translator("traductrice", club.unaf.space)
    answer = browser(stranger).get(REPORT)
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert Client().get(REPORT).status_code == 302


@pytest.mark.parametrize("count", [1, 20])
def test_the_report_asks_as_many_statements_for_one_as_for_twenty(club: Club, count: int, browser: Callable[[Any], Client]) -> None:
    for number in range(count):
        live_page_of(club.enfance, f"Page {number:02}", slug=f"page-{number}", review_due_on=YESTERDAY)
    refresh()
    client = browser(club.enfance.editor)
    client.get(REPORT)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(REPORT)
    assert len(lines(answer)) == count
    assert len(asked.captured_queries) == REPORTED


def test_the_words_are_the_readers(club: Club, wrong: Any, browser: Callable[[Any], Client]) -> None:
    row = KeptConcern.objects.get(kind=Kind.HELPLINE)
    assert row.sentence["en"] == (
        "The number “0800 200 000” no longer answers: 3018 replaced it. Take it out and add the block “Helpline”."
    )
    user = club.enfance.editor
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    text = browser(again(user)).get(REPORT).content.decode()
    assert ("Take it out and add the block" in text, "Retirez-le" in text) == (True, False)


def test_who_looked_last_is_told(club: Club, browser: Callable[[Any], Client]) -> None:
    client = browser(club.enfance.editor)
    assert "Personne n’a encore regardé" in client.get(REPORT).content.decode()
    refresh(timezone.now())
    answer = client.get(REPORT).content.decode()
    assert ("Dernier passage" in answer, "Rien à corriger" in answer) == (True, True)


def test_the_last_look_ends_its_sentence_once(club: Club, wrong: Any, browser: Callable[[Any], Client]) -> None:
    Heartbeat.objects.update_or_create(name=HEARTBEAT, defaults={"at": dt.datetime(2026, 7, 5, 21, 3, tzinfo=dt.UTC)})
    client = browser(club.enfance.editor)
    assert "Dernier passage\N{NO-BREAK SPACE}: 05/07/2026 23:03." in client.get(REPORT).content.decode()
    UserProfile.objects.create(user=club.enfance.editor, preferred_language="en")
    assert "Last looked at: 07/05/2026 11:03 p.m." in " ".join(client.get(REPORT).content.decode().replace("p.m..", "TWICE").split())
