"""What `check --deploy` refuses, and who may have a demo account."""

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django.fixtures import Settings

from cms.demo_accounts import ADMINISTRATOR, ASSOCIATIONS, PASSWORD, TEAM_ACCOUNTS, make_demo_accounts
from editorial.setting_up import set_up
from pages.models import HomePage
from tests.factories import OrganisationFactory, OrganisationPageFactory

User = get_user_model()


@pytest.fixture
def deployment(settings: Settings) -> None:
    """The settings of a deployment whose checks all pass."""
    settings.PUBLIC_URL = "https://club.example"
    settings.SECURE_SSL_REDIRECT = True
    settings.SECOND_FACTOR_REQUIRED_OF_PUBLISHERS = True


@pytest.fixture
def development(settings: Settings) -> None:
    settings.HAS_DEMO_CONTENT = True


def deploy_check() -> str:
    """All that `check --deploy` complains of; nothing when it passes."""
    try:
        call_command("check", deploy=True, fail_level="WARNING")
    except SystemCheckError as complaints:
        return str(complaints)
    return ""


@pytest.mark.django_db
@pytest.mark.usefixtures("deployment")
def test_a_deployment_in_order_passes() -> None:
    assert deploy_check() == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("deployment")
def test_an_account_in_invalid_fails_the_check_whatever_its_case() -> None:
    User.objects.create_user("left-over", email="Someone@Anywhere.INVALID", password=None)
    User.objects.create_user("editor", email="editor@club.example", password=None)
    assert "(cms.E002) Demo accounts are in the database: left-over." in deploy_check()


@pytest.mark.django_db
@pytest.mark.usefixtures("deployment", "development")
def test_development_settings_fail_the_check() -> None:
    assert "(cms.E001) These are development settings" in deploy_check()


@pytest.mark.django_db
@pytest.mark.usefixtures("deployment")
def test_a_public_address_without_tls_fails_the_check(settings: Settings) -> None:
    settings.PUBLIC_URL = "http://club.example"
    assert "(cms.E003) PUBLIC_URL is 'http://club.example'" in deploy_check()


@pytest.mark.django_db
@pytest.mark.usefixtures("development")
def test_demo_accounts_are_made_once_those_of_teams_with_their_teams(home: HomePage) -> None:
    assert make_demo_accounts() == [ADMINISTRATOR]
    for slug, name in ASSOCIATIONS.items():
        OrganisationPageFactory(parent=home, slug=slug, organisation=OrganisationFactory(slug=slug, short_name=name))
    set_up(lambda _line: None)
    assert make_demo_accounts() == list(TEAM_ACCOUNTS)
    assert make_demo_accounts() == []
    assert [
        (user.username, user.email, user.is_superuser, user.check_password(PASSWORD), list(user.groups.values_list("name", flat=True)))
        for user in User.objects.order_by("username")
        if "unaf" in user.username or "coordination" in user.username
    ] == [
        ("anglais.unaf", "anglais.unaf@club.invalid", False, True, ["UNAF\N{NO-BREAK SPACE}: traduction (English)"]),
        ("coordination", "coordination@club.invalid", True, True, []),
        ("coordination.club", "coordination.club@club.invalid", False, True, ["Coordination"]),
        ("publication.unaf", "publication.unaf@club.invalid", False, True, ["UNAF\N{NO-BREAK SPACE}: publication"]),
        ("redaction.unaf", "redaction.unaf@club.invalid", False, True, ["UNAF\N{NO-BREAK SPACE}: rédaction"]),
    ]


@pytest.mark.django_db
def test_demo_accounts_are_refused_outside_development() -> None:
    with pytest.raises(ImproperlyConfigured, match="in development only"):
        make_demo_accounts()
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("deployment")
def test_publishers_who_need_no_second_factor_are_told_of(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED_OF_PUBLISHERS = False
    assert "(cms.W002) Publishers may log in with their password alone." in deploy_check()


def test_who_runs_the_program_is_told_when_search_goes_by_words_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SILENCED_SYSTEM_CHECKS = []
    settings.SEARCH_BY_MEANING = True
    assert [found.id for found in run_checks()] == []
    monkeypatch.setattr("search.encoder._encoder", lambda: None)
    assert [found.id for found in run_checks()] == ["cms.W003"]
    settings.SEARCH_BY_MEANING = False
    assert [found.id for found in run_checks()] == ["cms.I001"]
