"""What must be true before a language comes to the site, and what its coming changes in the tables."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, AlterField
from django.db.migrations.operations.base import Operation
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.utils import translation

from pages import languages


class NotOnlyTheLanguageError(Exception):
    """The models have changes without a migration that are not the language's."""


def refusal(code: str) -> str:
    """Why the language cannot be added, in words for whoever runs the site; "" where it can."""
    try:
        name = translation.get_language_info(code)["name"]
    except KeyError:
        return f"“{code}” is not a language Django knows. Codes look like es, pt-br or uk."
    if code == languages.source():
        return f"{name} is the source language of the site: every page has it."
    if code not in languages.codes():
        return f'Add ("{code}", _("{name}")) to LANGUAGES ({settings.SETTINGS_MODULE}, or what it derives from), then run this again.'
    return ""


def unwritten_changes(code: str) -> list[Operation]:
    """What the models have and no migration says: the columns of ``code`` and the choices of languages.

    Raises ``NotOnlyTheLanguageError`` where there is anything else: it would be hidden in the language's migration.
    """
    loader = MigrationLoader(None)
    # As makemigrations compares: without a language, in which the models' names would differ from the migrations'.
    with translation.override(None):
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps), NonInteractiveMigrationQuestioner())
        migrations = detector.changes(loader.graph).get("pages", [])
    found = [operation for migration in migrations for operation in migration.operations]
    others = [operation.describe() for operation in found if not _is_of_language(operation, code)]
    if others:
        raise NotOnlyTheLanguageError(f"The models have other changes without a migration; write that one first: {'; '.join(others)}.")
    return found


def _is_of_language(operation: Operation, code: str) -> bool:
    if isinstance(operation, AddField):
        return operation.name.endswith("_" + code.replace("-", "_"))
    return isinstance(operation, AlterField) and operation.name == "language"


def is_migrated() -> bool:
    """Whether the database has every migration there is."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
