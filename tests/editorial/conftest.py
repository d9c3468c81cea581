"""Two associations at work: their spaces, teams, people, and a browser for each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from editorial.models import Team
from editorial.setting_up import set_up
from pages.models import BasePage, EditionPage, HomePage, Organisation, OrganisationPage, StandardPage, TranslatorGroup
from tests.factories import (
    EditionIndexPageFactory,
    EditionPageFactory,
    OrganisationFactory,
    OrganisationPageFactory,
    StandardPageFactory,
)
from tests.scenes import scene

User = get_user_model()


@dataclass
class People:
    """An association, its space, its team and its people; without an association, the coordination."""

    team: Team
    organisation: Organisation | None = None
    space: OrganisationPage | None = None
    users: dict[str, Any] = field(default_factory=dict)

    @property
    def editor(self) -> Any:
        return self.users["editor"]

    @property
    def publisher(self) -> Any:
        return self.users["publisher"]


@dataclass
class Club:
    """The whole: home page, editions, associations."""

    home: HomePage
    enfance: People
    unaf: People
    coordination: People
    edition: EditionPage


def person(name: str, *groups: Any, **fields: Any) -> Any:
    user = User.objects.create_user(name, f"{name}@exemple.invalid", "un mot de passe de test", **fields)
    user.groups.add(*groups)
    return user


def translator(name: str, place: Any, code: str = "en") -> Any:
    """Somebody in the group that translates at a place."""
    return person(
        name,
        TranslatorGroup.objects.get(
            language=code, group__page_permissions__page=place, group__page_permissions__permission__codename="publish_basepage"
        ).group,
    )


def _people(name: str, organisation: Organisation, space: OrganisationPage) -> People:
    team = Team.objects.get(organisation=organisation)
    users = {"editor": person(f"redaction.{name}", team.editors), "publisher": person(f"publication.{name}", team.publishers)}
    return People(team, organisation, space, users)


def _club(home: HomePage) -> Club:
    associations = {}
    for slug, name in (("e-enfance", "e-Enfance"), ("unaf", "UNAF")):
        organisation = OrganisationFactory(slug=slug, short_name=name)
        associations[slug] = (organisation, OrganisationPageFactory(parent=home, title_fr=name, slug=slug, organisation=organisation))
    # Its number is none that a test gives another edition, nor one that the factory counts to.
    edition = EditionPageFactory(parent=EditionIndexPageFactory(parent=home), title_fr="Édition", slug="edition", number=900)
    set_up(lambda _line: None)
    coordination = People(Team.objects.get(organisation=None))
    coordination.users["publisher"] = person("coordination", coordination.team.publishers)
    return Club(
        home, _people("e-enfance", *associations["e-enfance"]), _people("unaf", *associations["unaf"]), coordination, fresh(edition)
    )


# The home page, the editions, two associations and the coordination.
club = scene("club", _club, upon="home")


@pytest.fixture
def browser() -> Callable[[Any], Client]:
    """A browser in which somebody is logged in."""

    def logged_in(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return logged_in


def fresh(page: Any) -> Any:
    """The page as the database has it."""
    return type(page).objects.get(pk=page.pk)


def draft_of(people: People, title: str = "Brouillon", author: Any = None, **fields: Any) -> StandardPage:
    """A page that was never public, in an association's space, with one version."""
    page = StandardPageFactory(parent=people.space, title_fr=title, live=False, owner=author, organisation=people.organisation, **fields)
    return save_draft(page, author or people.editor)


def live_page_of(people: People, title: str = "Page", **fields: Any) -> StandardPage:
    """A public page in an association's space, published as it is."""
    from tests.factories import loader  # noqa: PLC0415 - read once the database is there

    page = StandardPageFactory(parent=people.space, title_fr=title, live=False, organisation=people.organisation, **fields)
    save_draft(page, loader()).latest_revision.publish(user=loader())
    return fresh(page)


def save_draft(page: Any, author: Any, **fields: Any) -> Any:
    """A new version of a page, by somebody, which the public does not have."""
    version = fresh(page).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(version, name, value)
    version.save_revision(user=author, log_action=True)
    return fresh(page)


def public_state(page: BasePage) -> tuple[Any, ...] | None:
    """What the public has of a page: whether it is live, its French title and summary, the version it comes from; None if it is gone."""
    return BasePage.objects.filter(pk=page.pk).values_list("live", "title_fr", "summary_fr", "is_crisis", "live_revision_id").first()
