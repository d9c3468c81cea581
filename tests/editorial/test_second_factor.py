"""A stolen password opens nothing of a publisher's: setting the second factor up, giving its codes, losing it."""

from __future__ import annotations

import datetime as dt
import io
import re
from base64 import b32decode
from binascii import unhexlify
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.users.models import UserProfile

from tests.editorial.conftest import Club, person, translator
from tests.editorial.visits import ACCOUNT, HOME, SET_UP, VERIFY, code_now, enrolled, give, is_in, log_in, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED_OF_PUBLISHERS = True


# --- setting up, and giving a code -------------------------------------------------------------------------------------------------


def test_a_publisher_sets_it_up_at_the_first_log_in_and_is_asked_at_the_next(club: Club) -> None:
    publisher = club.unaf.publisher
    client = log_in(publisher)
    assert client.get(HOME)["Location"] == f"{SET_UP}?next=/admin/"
    shown = client.get(f"{SET_UP}?next=/admin/pages/").content.decode()
    letters = re.search(r"<code>((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})</code>", shown)
    assert letters is not None
    drawing = shown[shown.index("<svg") : shown.index("</svg>")]
    assert ('class="segno"' in drawing, "style" in drawing, "<script" in drawing) == (True, False, False)
    assert "Mettre en place votre second facteur" in shown
    assert not TOTPDevice.objects.exists()
    key = client.session["second_factor_key"]
    assert b32decode(letters[1].replace(" ", "")) == unhexlify(key)
    answer = client.post(SET_UP, {"code": code_now(key), "next": "/admin/pages/"})
    assert 'href="/admin/pages/"' in answer.content.decode()
    assert is_in(client)
    assert TOTPDevice.objects.get().user == publisher
    TOTPDevice.objects.update(last_t=-1)

    again = log_in(publisher, "/admin/pages/?p=2")
    asked = again.get("/admin/pages/?p=2")
    assert asked["Location"] == f"{VERIFY}?next=/admin/pages/%3Fp%3D2"
    assert again.get(asked["Location"]).context["next"] == "/admin/pages/?p=2"
    assert give(again, code_now(key), "/admin/pages/?p=2")["Location"] == "/admin/pages/?p=2"
    assert is_in(again)


def test_superusers_the_coordination_and_translators_too_but_not_editors(club: Club, superuser: Any) -> None:
    people = (superuser, club.coordination.publisher, club.unaf.editor, translator("traduction", club.unaf.space))
    asked = {user.username: not is_in(log_in(user)) for user in people}
    assert asked == {"chef": True, "coordination": True, "redaction.unaf": False, "traduction": True}


def test_where_it_is_not_required_publishers_get_in(club: Club, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED_OF_PUBLISHERS = False
    assert is_in(log_in(club.unaf.publisher))


def test_the_screens_speak_the_language_of_their_reader(club: Club) -> None:
    UserProfile.objects.create(user=club.unaf.publisher, preferred_language="en")
    client = log_in(club.unaf.publisher)
    assert "Set up your second factor" in client.get(SET_UP).content.decode()
    assert "Nothing was done" in client.post(reverse("wagtailadmin_account")).content.decode()


def test_a_wrong_code_sets_nothing_up(club: Club) -> None:
    client = log_in(club.unaf.publisher)
    client.get(SET_UP)
    key = client.session["second_factor_key"]
    for wrong in ("", "abcdef", "١٢٣٤٥٦", code_now(key, later=20), code_now(key)[:5]):
        answer = client.post(SET_UP, {"code": wrong})
        assert answer.status_code == 200
        assert client.session["second_factor_key"] == key
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert not is_in(client)


def test_a_key_that_somebody_else_was_shown_is_of_no_use(club: Club) -> None:
    thief, owner = log_in(club.unaf.publisher), log_in(club.unaf.publisher)
    thief.get(SET_UP)
    key, _codes = set_up(owner)
    assert thief.session["second_factor_key"] != key
    assert thief.post(SET_UP, {"code": code_now(thief.session["second_factor_key"])})["Location"] == VERIFY
    assert TOTPDevice.objects.get().key == key
    assert not is_in(thief)


def test_sending_the_first_code_twice_shows_no_codes_again(club: Club) -> None:
    client = log_in(club.unaf.publisher)
    client.get(SET_UP)
    code = code_now(client.session["second_factor_key"])
    client.post(SET_UP, {"code": code})
    tokens = set(StaticToken.objects.values_list("token", flat=True))
    assert client.post(SET_UP, {"code": code})["Location"] == ACCOUNT
    assert set(StaticToken.objects.values_list("token", flat=True)) == tokens


def test_a_code_is_good_once(club: Club) -> None:
    key, _codes = set_up(log_in(club.unaf.publisher))
    used = code_now(key)
    second = log_in(club.unaf.publisher)
    assert give(second, used).status_code == 200
    assert not is_in(second)
    TOTPDevice.objects.update(throttling_failure_count=0)
    following = code_now(key, later=1)
    assert give(second, following)["Location"] == HOME
    third = log_in(club.unaf.publisher)
    assert give(third, following).status_code == 200
    assert not is_in(third)


def test_a_recovery_code_is_good_once(club: Club) -> None:
    _key, codes = enrolled(club.unaf.publisher)
    client = log_in(club.unaf.publisher)
    assert give(client, f" {codes[3].upper()} ")["Location"] == HOME
    assert "Codes restants\N{NO-BREAK SPACE}: 9" in client.get(HOME).content.decode()
    assert StaticToken.objects.count() == 9
    other = log_in(club.unaf.publisher)
    assert give(other, codes[3]).status_code == 200
    assert not is_in(other)
    StaticDevice.objects.update(throttling_failure_count=0)
    assert give(other, codes[4].replace("-", ""))["Location"] == HOME
    assert StaticToken.objects.count() == 8


def test_after_wrong_codes_even_the_right_one_waits_longer_each_time(club: Club) -> None:
    key, _codes = enrolled(club.unaf.publisher)
    client = log_in(club.unaf.publisher)
    for tries in range(1, 6):
        assert "Ce code est faux" in give(client, code_now(key, later=50)).content.decode()
        assert TOTPDevice.objects.get().throttling_failure_count == tries
        # The time the library asks for after the failures so far goes by.
        TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - dt.timedelta(seconds=2 ** (tries - 1)))
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now())
    answer = give(client, code_now(key))
    assert answer.status_code == 200
    assert "Secondes à attendre avant le prochain essai\N{NO-BREAK SPACE}: 16." in answer.content.decode()
    assert TOTPDevice.objects.get().throttling_failure_count == 5
    assert not is_in(client)
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - dt.timedelta(seconds=17))
    assert give(client, code_now(key))["Location"] == HOME
    assert TOTPDevice.objects.get().throttling_failure_count == 0


def test_the_codes_of_another_person_open_nothing(club: Club) -> None:
    key, codes = enrolled(club.unaf.publisher)
    enrolled(club.enfance.publisher)
    client = log_in(club.enfance.publisher)
    for code in (code_now(key), codes[0]):
        assert give(client, code).status_code == 200
    assert not is_in(client)
    assert StaticToken.objects.count() == 20


def test_the_way_on_stays_on_the_site(club: Club) -> None:
    key, _codes = enrolled(club.unaf.publisher)
    client = log_in(club.unaf.publisher)
    assert client.get(f"{VERIFY}?next=https://ailleurs.invalid/").context["next"] == HOME
    assert give(client, code_now(key), "//ailleurs.invalid/")["Location"] == HOME


# --- who, and when -----------------------------------------------------------------------------------------------------------------


def test_becoming_a_publisher_asks_at_the_next_request(club: Club) -> None:
    editor = club.unaf.editor
    client = log_in(editor)
    assert is_in(client)
    editor.groups.add(club.unaf.team.publishers)
    assert client.get(HOME)["Location"] == f"{SET_UP}?next=/admin/"
    set_up(client)
    assert is_in(client)


def test_editors_may_have_one_and_do_without_it_again(club: Club) -> None:
    editor = club.unaf.editor
    client = log_in(editor)
    assert ACCOUNT in client.get(reverse("wagtailadmin_account")).content.decode()
    assert client.post(ACCOUNT, {"codes": "1"})["Location"] == HOME
    assert not StaticDevice.objects.exists()
    set_up(client)
    assert not is_in(log_in(editor))
    client.post(ACCOUNT, {"off": "1"})
    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert is_in(log_in(editor))


def test_publishers_cannot_do_without_but_change_codes_and_telephone(club: Club) -> None:
    publisher = club.unaf.publisher
    client = log_in(publisher)
    key, codes = set_up(client)
    elsewhere = log_in(publisher)
    give(elsewhere, code_now(key, later=1))
    assert is_in(elsewhere)
    assert 'name="off"' not in client.get(ACCOUNT).content.decode()
    assert client.post(ACCOUNT, {"off": "1"})["Location"] == HOME
    assert TOTPDevice.objects.count() == 1
    renewed = client.post(ACCOUNT, {"codes": "1"}).content.decode()
    assert not [code for code in codes if code in renewed or StaticToken.objects.filter(token=code.replace("-", "")).exists()]
    assert StaticToken.objects.count() == 10
    other_key, _codes = set_up(client)
    assert TOTPDevice.objects.get().key == other_key != key
    # What was confirmed with the telephone that is gone is confirmed no more.
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_lost_factor_is_forgotten_by_command(club: Club) -> None:
    publisher = club.unaf.publisher
    client = log_in(publisher)
    set_up(client)
    said = io.StringIO()
    call_command("reset_second_factor", publisher.username, stdout=said)
    assert said.getvalue() == f"The second factor of {publisher.username} is forgotten; 1 sessions ended.\n"
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert not Session.objects.exists()
    assert log_in(publisher).get(HOME)["Location"] == f"{SET_UP}?next=/admin/"
    call_command("reset_second_factor", club.unaf.editor.username, stdout=(none := io.StringIO()))
    assert none.getvalue() == f"The second factor of {club.unaf.editor.username} was none; 0 sessions ended.\n"
    with pytest.raises(CommandError, match="no account named “personne”"):
        call_command("reset_second_factor", "personne")


def test_leaving_takes_the_second_factor_along(club: Club) -> None:
    for user in (club.unaf.publisher, club.enfance.publisher):
        enrolled(user)
    call_command("leave_staff", club.unaf.publisher.username, stdout=io.StringIO())
    assert TOTPDevice.objects.get().user == club.enfance.publisher
    assert StaticDevice.objects.get().user == club.enfance.publisher


def test_a_group_of_ones_own_is_no_team(club: Club) -> None:
    group = Group.objects.create(name="Ailleurs")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    assert is_in(log_in(person("quelquun", group)))
