"""What `check --deploy` asks of a deployment beyond Django's own questions."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections

from cms.demo_accounts import demo_users
from search.encoder import EncoderState, encoder_state


def register_checks() -> None:
    """Register the checks; called once, when the applications are loaded."""
    register(no_demo_content, Tags.security, deploy=True)
    register(https_outside, Tags.security, deploy=True)
    register(no_demo_accounts, Tags.security, deploy=True)
    register(second_factor_of_publishers, Tags.security, deploy=True)
    register(search_by_meaning)


def no_demo_content(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Development settings never leave the machine they run on."""
    if not settings.HAS_DEMO_CONTENT:
        return []
    return [
        Error(
            "These are development settings: they make demo accounts with a published password.",
            hint="Set DJANGO_SETTINGS_MODULE=cms.settings.production.",
            id="cms.E001",
        )
    ]


def no_demo_accounts(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """No account with an address in `.invalid` may exist: its password is published."""
    connection = connections["default"]
    try:
        if demo_users().model._meta.db_table not in connection.introspection.table_names():
            return []
        names = sorted(demo_users().values_list("username", flat=True))
    except DatabaseError as error:
        return [checks.Warning(f"The database cannot be asked for demo accounts: {error}", id="cms.W001")]
    if not names:
        return []
    return [
        Error(
            f"Demo accounts are in the database: {', '.join(names)}. Their password is published.",
            hint="Delete them, or start from a database that was never used in development.",
            id="cms.E002",
        )
    ]


def https_outside(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Editors sign in at PUBLIC_URL, so it is an https address."""
    if settings.PUBLIC_URL.startswith("https://"):
        return []
    return [Error(f"PUBLIC_URL is {settings.PUBLIC_URL!r}: it must be an https address.", id="cms.E003")]


def second_factor_of_publishers(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """What the public reads never hangs on a password alone."""
    if settings.SECOND_FACTOR_REQUIRED_OF_PUBLISHERS:
        return []
    return [
        checks.Warning(
            "Publishers may log in with their password alone.",
            hint="Take SECOND_FACTOR_REQUIRED_OF_PUBLISHERS=no out of the environment.",
            id="cms.W002",
        )
    ]


def search_by_meaning(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Whoever runs the program knows when questions find pages by words alone."""
    words_alone = "Questions find pages by words alone"
    match encoder_state():
        case EncoderState.OFF:
            return [checks.Info(f"{words_alone}: SEARCH_BY_MEANING is off.", id="cms.I001")]
        case EncoderState.MISSING:
            hint = "Install requirements/run.txt, or set SEARCH_BY_MEANING=no."
            return [checks.Warning(f"{words_alone}: the encoder of sentences is not installed.", hint=hint, id="cms.W003")]
        case EncoderState.ON:
            return []
