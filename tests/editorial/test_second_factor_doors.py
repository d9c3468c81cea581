"""Every door of the admin, without the second factor: through the real views, asking that nothing happened."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import PageLogEntry, Revision
from wagtail.users.models import UserProfile

from pages.models import BasePage, StandardPage
from tests.editorial.conftest import Club, draft_of, live_page_of
from tests.editorial.test_publication import filled
from tests.editorial.visits import ACCOUNT, HOME, SET_UP, VERIFY, enrolled, log_in, set_up
from tests.factories import DocumentFactory, ImageFactory

# Wagtail leaves the files it makes thumbnails of to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _as_in_production(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED_OF_PUBLISHERS = True


# What is tried: a name, then the method, address, what is sent and headers, from the club and a live page of UNAF.
Request = tuple[str, str, dict[str, Any], dict[str, str]]
XHR = {"X-Requested-With": "XMLHttpRequest"}
JSON = {"Accept": "application/json"}


def doors(club: Club, page: StandardPage) -> dict[str, Request]:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    image, document = ImageFactory(collection=club.unaf.team.collection), DocumentFactory(collection=club.unaf.team.collection)
    changed = filled(page, title_fr="Pris")
    return {
        "home": ("get", HOME, {}, {}),
        "tree": ("get", "/admin/pages/", {}, {}),
        "form": ("get", edit, {}, {}),
        "account": ("get", reverse("wagtailadmin_account"), {}, {}),
        "change the account": ("post", reverse("wagtailadmin_account"), {"name_email-email": "a@b.invalid"}, {}),
        "save": ("post", edit, changed, {}),
        "publish": ("post", edit, {**changed, "action-publish": "1"}, {}),
        "autosave": ("post", edit, changed, JSON),
        "preview": ("post", reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), changed, XHR),
        "preview, look": ("get", reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), {}, {}),
        "draft": ("get", reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {}, {}),
        "unpublish": ("post", reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {}, {}),
        "delete": ("post", reverse("wagtailadmin_pages:delete", args=[page.pk]), {}, {}),
        "bulk": ("post", reverse("wagtail_bulk_action", args=["pages", "basepage", "delete"]) + f"?id={page.pk}", {}, {}),
        "urgent correction": ("post", reverse("editorial_urgent_correction", args=[page.pk]), {"reason": "x", "seen": "x"}, {}),
        "API": ("get", reverse("wagtailadmin_api:pages:listing"), {}, {}),
        "API, act": ("post", reverse("wagtailadmin_api:pages:action", args=[page.pk, "unpublish"]), {}, {}),
        "chooser": ("get", reverse("wagtailadmin_choose_page"), {}, XHR),
        "stored image": ("get", f"/admin/media/{image.file.name}", {}, {}),
        "stored document": ("get", document.url, {}, {}),
        "image": ("get", reverse("wagtailimages:edit", args=[image.pk]), {}, {}),
        "invite": ("post", reverse("editorial_invite"), {"email": "x@y.invalid", "group": club.unaf.team.publishers.pk}, {}),
        "user": ("get", reverse("wagtailusers_users:index"), {}, {}),
        "second factor, new codes": ("post", ACCOUNT, {"codes": "1"}, {}),
        "second factor, off": ("post", ACCOUNT, {"off": "1"}, {}),
        "nothing there": ("get", "/admin/rien/", {}, {}),
    }


def everything() -> list[Any]:
    """All that a refused request could have changed."""
    return [
        list(BasePage.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values("pk", "content")),
        PageLogEntry.objects.count(),
        list(Permission.user_set.through.objects.values()),
        sorted(StaticToken.objects.values_list("token", flat=True)),
        list(TOTPDevice.objects.values("key", "last_t")),
        list(UserProfile.objects.values()),
    ]


@pytest.mark.parametrize("has_one", [False, True], ids=["to set up", "to verify"])
def test_nothing_of_the_admin_opens_with_the_password_alone(club: Club, superuser: Any, has_one: bool) -> None:
    page = live_page_of(club.unaf, "Page publique")
    screen = VERIFY if has_one else SET_UP
    for user in (club.unaf.publisher, superuser):
        if has_one:
            enrolled(user)
        client, tried = log_in(user), doors(club, page)
        before = everything()
        for name, (method, address, sent, headers) in tried.items():
            answer = getattr(client, method)(address, sent, headers=headers)
            assert everything() == before, name
            assert "Page publique" not in answer.content.decode(), name
            if method == "get" and not headers and not name.startswith("API"):
                assert answer["Location"].startswith(f"{screen}?next="), name
            else:
                assert answer.status_code == 403, name
                assert headers or "API" in name or f'href="{screen}"' in answer.content.decode(), name
            if headers or "API" in name:
                assert answer.json()["error_code"] == "second_factor", name
        assert not mail.outbox


def test_with_the_code_the_same_doors_open(club: Club, superuser: Any) -> None:
    page = live_page_of(club.unaf, "Page publique")
    client = log_in(superuser)
    set_up(client)
    for name, (method, address, _sent, headers) in doors(club, page).items():
        if method == "get" and name not in ("nothing there", "preview, look"):
            answer = client.get(address, headers=headers)
            assert answer.status_code == 200, name
            # Read to its end, a file is closed.
            assert b"".join(answer) if answer.streaming else answer.content


def test_the_other_doors_stay_open(club: Club) -> None:
    client = log_in(club.unaf.publisher)
    names = ("wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_password_reset", "wagtailadmin_password_reset_done")
    assert [client.get(reverse(name)).status_code for name in names] == [200] * 4
    assert client.get(reverse("wagtailadmin_login"))["Location"] == HOME
    assert client.post(reverse("wagtailadmin_logout"))["Location"] == reverse("wagtailadmin_login")
    assert client.get(HOME)["Location"] == f"{reverse('wagtailadmin_login')}?next=/admin/"


def test_a_new_password_by_mail_ends_at_the_second_factor_too(club: Club) -> None:
    publisher = club.unaf.publisher
    enrolled(publisher)
    client = Client()
    client.post(reverse("wagtailadmin_password_reset"), {"email": publisher.email})
    link = re.search(r"http://testserver(/admin/password_reset/confirm/\S+)", mail.outbox[0].body)
    assert link is not None
    form = client.get(link[1])["Location"]
    new = "une phrase que personne ne devine"
    done = client.post(form, {"new_password1": new, "new_password2": new})
    assert done["Location"] == reverse("wagtailadmin_password_reset_complete")
    assert client.get(HOME)["Location"] == f"{reverse('wagtailadmin_login')}?next=/admin/"
    assert log_in(publisher, password=new).get(HOME)["Location"] == f"{VERIFY}?next=/admin/"


def test_the_public_doors_do_not_look_at_the_visit(club: Club) -> None:
    client = log_in(club.unaf.publisher)
    addresses = ("/graphiql", "/graphql?query={__typename}", "/media/documents/1/x.pdf", "/healthz", "/readyz", "/rien")
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert not [query["sql"] for query in asked if re.search("django_session|auth_user|otp_", query["sql"])], address
        assert "Cookie" not in answer.get("Vary", ""), address


def test_the_door_refuses_every_method(club: Club, browser: Callable[[Any], Client]) -> None:
    client = browser(club.unaf.publisher)
    answers = [getattr(client, method)(HOME).status_code for method in ("put", "patch", "delete", "options", "head")]
    assert answers == [403, 403, 403, 403, 302]


def test_publishing_works_once_confirmed(club: Club) -> None:
    page = draft_of(club.unaf, "Ordinaire", author=club.unaf.publisher)
    client = log_in(club.unaf.publisher)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = filled(page, **{"action-publish": "1"})
    client.post(edit, sent)
    assert not StandardPage.objects.get(pk=page.pk).live
    set_up(client)
    client.post(edit, sent)
    assert StandardPage.objects.get(pk=page.pk).live
