"""What `check --deploy` refuses, and who may have a demo account."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django.fixtures import Settings

from cms.demo_accounts import DEMO_ACCOUNTS, PASSWORD, make_demo_accounts

User = get_user_model()


@pytest.fixture
def deployment(settings: Settings) -> None:
    """The settings of a deployment whose checks all pass."""
    settings.PUBLIC_URL = "https://club.example"
    settings.SECURE_SSL_REDIRECT = True


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
def test_demo_accounts_are_made_once_and_can_sign_in() -> None:
    assert make_demo_accounts() == list(DEMO_ACCOUNTS)
    assert make_demo_accounts() == []
    assert [
        (user.username, user.email, user.is_superuser, user.check_password(PASSWORD)) for user in User.objects.order_by("username")
    ] == [
        ("coordination", "coordination@club.invalid", True, True),
        ("editor", "editor@club.invalid", False, True),
        ("publisher", "publisher@club.invalid", False, True),
    ]
    assert [list(user.groups.values_list("name", flat=True)) for user in User.objects.order_by("username")] == [
        [],
        ["Editors"],
        ["Moderators"],
    ]


@pytest.mark.django_db
def test_demo_accounts_are_refused_outside_development() -> None:
    with pytest.raises(ImproperlyConfigured, match="in development only"):
        make_demo_accounts()
    assert not User.objects.exists()
