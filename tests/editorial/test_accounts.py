"""Log-ins are throttled, people leave, and the home page tells of publications that fail."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from editorial.models import Invitation
from pages.models import BasePage, SchedulerAlarm, StandardPage
from tests.editorial.conftest import Club, draft_of, fresh, save_draft

pytestmark = pytest.mark.django_db

User = get_user_model()
PASSWORD = "un mot de passe de test"


def log_in(name: str, password: str, address: str = "192.0.2.1") -> Any:
    return Client().post(reverse("wagtailadmin_login"), {"username": name, "password": password}, REMOTE_ADDR=address)


def test_after_five_wrong_passwords_even_the_right_one_waits(club: Club) -> None:
    name = club.unaf.editor.username
    assert [log_in(name, "faux").status_code for _attempt in range(5)] == [200, 200, 200, 200, 429]
    answer = log_in(name, PASSWORD)
    assert answer.status_code == 429
    assert "Trop de tentatives" in answer.content.decode()
    # The same person from elsewhere, and others from there, get in.
    assert log_in(name, PASSWORD, "192.0.2.2").status_code == 302
    assert log_in(club.unaf.publisher.username, PASSWORD).status_code == 302


def test_a_right_password_forgets_the_wrong_ones(club: Club) -> None:
    name = club.unaf.editor.username
    for _round in range(3):
        assert [log_in(name, "faux").status_code for _attempt in range(4)] == [200] * 4
        assert log_in(name, PASSWORD).status_code == 302


def test_leaving_closes_the_account_and_hands_back_what_it_held(club: Club, browser: Callable[[Any], Client]) -> None:
    editor = club.enfance.editor
    client = browser(editor)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    page = draft_of(club.enfance, "Soumis")
    page.get_workflow().start(page.get_latest_revision_as_object(), editor)
    held = save_draft(StandardPage.objects.get(pk=draft_of(club.enfance, "Tenu", slug="tenu").pk), editor, title_fr="Tenu")
    BasePage.objects.filter(pk=held.pk).update(locked=True, locked_by=editor, locked_at=timezone.now())

    said = io.StringIO()
    call_command("leave_staff", editor.username, stdout=said)

    assert said.getvalue() == f"{editor.username} has left: 1 sessions ended, 1 locks lifted, 1 submissions withdrawn.\n"
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert log_in(editor.username, PASSWORD).status_code == 200
    editor.refresh_from_db()
    assert (editor.is_active, editor.has_usable_password(), editor.groups.count()) == (False, False, 0)
    assert (fresh(held).locked, fresh(held).locked_by) == (False, None)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED
    assert fresh(held).latest_revision.user == editor
    call_command("leave_staff", editor.username, stdout=(again := io.StringIO()))
    assert again.getvalue() == f"{editor.username} has left: 0 sessions ended, 0 locks lifted, 0 submissions withdrawn.\n"


def test_nobody_of_that_name_leaves() -> None:
    with pytest.raises(CommandError, match="no account named “personne”"):
        call_command("leave_staff", "personne")


def test_the_home_page_tells_of_publications_that_fail_to_those_concerned(club: Club, browser: Callable[[Any], Client]) -> None:
    page = draft_of(club.enfance, "Prévu hier")
    SchedulerAlarm.objects.create(
        action=SchedulerAlarm.Action.PUBLISH,
        content_type=ContentType.objects.get_for_model(page),
        object_id=str(page.pk),
        label="Prévu hier",
        error="ValidationError: adresse prise",
        first_failed_at=timezone.now(),
        last_failed_at=timezone.now(),
    )
    told = {
        user.username: "ValidationError: adresse prise" in browser(user).get(reverse("wagtailadmin_home")).content.decode()
        for user in (club.enfance.editor, club.enfance.publisher, club.unaf.publisher, club.coordination.publisher)
    }
    assert told == {"redaction.e-enfance": True, "publication.e-enfance": True, "publication.unaf": False, "coordination": True}


# --- invitations -----------------------------------------------------------------------------------------------------------------


def invited(club: Club, browser: Callable[[Any], Client], callbacks: Any, group: Any = None) -> str:
    """The link in the mail that an invitation sends."""
    with callbacks(execute=True):
        browser(club.coordination.publisher).post(
            reverse("editorial_invite"), {"email": "lea@exemple.invalid", "group": (group or club.unaf.team.editors).pk}
        )
    assert [message.to for message in mail.outbox] == [["lea@exemple.invalid"]]
    return str(re.search(r"http://testserver(/admin/invitation/\S+)", mail.outbox[0].body)[1])


ACCOUNT = {"first_name": "Léa", "last_name": "Martin", "password": "une phrase que personne ne devine"}


def test_an_invitation_makes_an_account_in_the_team_once(
    club: Club, browser: Callable[[Any], Client], django_capture_on_commit_callbacks: Any
) -> None:
    link = invited(club, browser, django_capture_on_commit_callbacks)
    assert "lea@exemple.invalid" in Client().get(link).content.decode()
    assert not User.objects.filter(username="lea@exemple.invalid").exists()
    assert Client().post(link, {**ACCOUNT, "password": "court"}).status_code == 200
    assert not User.objects.filter(username="lea@exemple.invalid").exists()
    assert Client().post(link, ACCOUNT)["Location"] == reverse("wagtailadmin_login")
    made = User.objects.get(username="lea@exemple.invalid")
    assert (list(made.groups.all()), made.is_superuser, made.is_staff) == ([club.unaf.team.editors], False, False)
    assert log_in("lea@exemple.invalid", ACCOUNT["password"]).status_code == 302
    made.delete()
    assert (Client().get(link).status_code, Client().post(link, ACCOUNT).status_code) == (410, 410)
    assert not User.objects.filter(username="lea@exemple.invalid").exists()


def test_an_old_or_forged_link_makes_nothing(
    club: Club, browser: Callable[[Any], Client], django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = invited(club, browser, django_capture_on_commit_callbacks)
    assert Client().post(f"{link[:-3]}xx/", ACCOUNT).status_code == 410
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 7 * 86_400 + 60)
    assert Client().post(link, ACCOUNT).status_code == 410
    assert not User.objects.filter(username="lea@exemple.invalid").exists()


def test_only_the_coordination_invites_and_only_into_teams(club: Club, browser: Callable[[Any], Client]) -> None:
    other = Group.objects.create(name="Ailleurs")
    asked = {"email": "lea@exemple.invalid", "group": club.unaf.team.editors.pk}
    for user in (club.unaf.editor, club.unaf.publisher):
        assert browser(user).post(reverse("editorial_invite"), asked)["Location"] == reverse("wagtailadmin_home")
    coordinator = browser(club.coordination.publisher)
    assert coordinator.get(reverse("editorial_invite")).status_code == 200
    assert coordinator.post(reverse("editorial_invite"), {**asked, "group": other.pk}).status_code == 200
    assert coordinator.post(reverse("editorial_invite"), {**asked, "email": club.unaf.editor.email}).status_code == 200
    assert not Invitation.objects.exists()
