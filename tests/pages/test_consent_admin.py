"""Consents in the admin: whose they are sees them, signed files leave by one door, nobody else knows that they exist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from pages.models import Consent, HomePage, Organisation, Person
from tests.factories import ConsentFactory, OrganisationFactory, OrganisationPageFactory, PersonFactory, VideoFactory
from tests.pages.checks.upload_files import pdf
from tests.pages.journal import events

pytestmark = pytest.mark.django_db

SIGNED = pdf()


def permission(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label__in=("pages", "wagtailadmin", "wagtailcore"), codename=codename)


@pytest.fixture
def client_of(home: HomePage) -> Callable[..., Client]:
    """A browser of somebody with these page rights in an association's space, and these other rights."""

    def make(name: str, organisation: Organisation | None = None, rights: tuple[str, ...] = (), more: tuple[str, ...] = ()) -> Client:
        group = Group.objects.create(name=name)
        group.permissions.set(
            [permission("access_admin"), *(permission(f"{verb}_consent") for verb in ("view", "change", "delete", "add"))]
        )
        for codename in more:
            group.permissions.add(permission(codename))
        if organisation is not None:
            space = OrganisationPageFactory(parent=home, organisation=organisation)
            for right in rights:
                GroupPagePermission.objects.create(group=group, page=space, permission=permission(f"{right}_basepage"))
        user = get_user_model().objects.create_user(name, f"{name}@exemple.invalid", "un mot de passe de test")
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def consent() -> Consent:
    return ConsentFactory(organisation=OrganisationFactory(), signed_file=ContentFile(SIGNED, name="consentement.pdf"))


def answer(client: Client, address: str) -> tuple[int, bytes]:
    response = client.get(address)
    return response.status_code, b"".join(response.streaming_content) if response.streaming else b""


def test_publishers_of_the_association_and_the_coordination_read_the_signed_file(
    consent: Consent, client_of: Callable[..., Client], admin_client: Client
) -> None:
    address = consent.signed_file.url
    assert answer(client_of("publishes", consent.organisation, ("add", "change", "publish")), address) == (200, SIGNED)
    assert answer(client_of("coordinates", more=("read_every_consent",)), address) == (200, SIGNED)
    assert answer(admin_client, address) == (200, SIGNED)


def test_nobody_else_reads_it(consent: Consent, client_of: Callable[..., Client]) -> None:
    address = consent.signed_file.url
    assert answer(client_of("edits", consent.organisation, ("add", "change")), address) == (404, b"")
    assert answer(client_of("elsewhere", OrganisationFactory(), ("add", "change", "publish")), address) == (404, b"")
    assert answer(Client(), address)[0] == 302


def test_the_file_lies_outside_every_public_door(consent: Consent, admin_client: Client) -> None:
    place = Path(consent.signed_file.path)
    for served in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        assert not place.is_relative_to(served)
    for address in (f"/admin/media/{consent.signed_file.name}", f"/media/{consent.signed_file.name}", f"/media/private/{place.name}"):
        assert answer(admin_client, address) == (404, b"")


def test_an_association_does_not_see_the_consents_of_another(consent: Consent, client_of: Callable[..., Client]) -> None:
    theirs = client_of("elsewhere", OrganisationFactory(), ("add", "change", "publish"))
    ours = client_of("publishes", consent.organisation, ("add", "change", "publish"))
    index = reverse("wagtailsnippets_pages_consent:list")
    name = str(consent.person)
    assert name in ours.get(index).content.decode()
    assert name not in theirs.get(index).content.decode()
    for view in ("edit", "delete", "usage", "history", "copy"):
        address = reverse(f"wagtailsnippets_pages_consent:{view}", args=[consent.pk])
        assert (ours.get(address).status_code, theirs.get(address).status_code) == (200, 404), view
    assert theirs.post(reverse("wagtailsnippets_pages_consent:delete", args=[consent.pk])).status_code == 404
    assert Consent.objects.filter(pk=consent.pk).exists()


def form(consent: Consent, **changes: Any) -> dict[str, Any]:
    empty = {f"{name}-{field}": 0 for name in ("images", "pages") for field in ("TOTAL_FORMS", "INITIAL_FORMS")}
    video = consent.videos.get()
    return {
        "person": consent.person_id,
        "organisation": consent.organisation_id,
        "signed_on": consent.signed_on.isoformat(),
        "covers_fr": "on",
        "videos-TOTAL_FORMS": 1,
        "videos-INITIAL_FORMS": 1,
        "videos-0-id": video.pk,
        "videos-0-video": video.video_id,
        "videos-0-ORDER": 1,
        **empty,
        **changes,
    }


def test_a_date_in_the_form_withdraws_at_once(admin_client: Client) -> None:
    person, video = PersonFactory(), VideoFactory()
    video.people_shown = [person]
    video.save()
    consent = ConsentFactory(person=person, videos=[video])
    address = reverse("wagtailsnippets_pages_consent:edit", args=[consent.pk])
    with events() as written:
        response = admin_client.post(address, form(consent, withdrawn_on="2021-03-01", networks=["press"]))
    assert response.status_code == 302, response.content
    assert written == [("WITHDRAWN", "video", video.pk)]
    consent.refresh_from_db()
    assert consent.networks == ["press"]


def test_a_form_takes_only_associations_one_publishes_for(client_of: Callable[..., Client]) -> None:
    ours, theirs = OrganisationFactory(), OrganisationFactory()
    client = client_of("publishes", ours, ("add", "change", "publish"))
    consent = ConsentFactory(organisation=ours, videos=[VideoFactory()])
    address = reverse("wagtailsnippets_pages_consent:edit", args=[consent.pk])
    assert client.post(address, form(consent, organisation=theirs.pk)).status_code == 200
    consent.refresh_from_db()
    assert consent.organisation == ours


def test_deleting_somebody_who_is_shown_is_refused_with_what_shows_them(admin_client: Client) -> None:
    person, video = PersonFactory(), VideoFactory(title_fr="Le film du mardi")
    video.people_shown = [person]
    video.save()
    with events() as written:
        response = admin_client.post(reverse("wagtailsnippets_pages_person:delete", args=[person.pk]), follow=True)
    assert "Le film du mardi" in response.content.decode()
    assert written == []
    assert Person.objects.filter(pk=person.pk).exists()
