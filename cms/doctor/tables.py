"""The database and what stands in it: whether it answers, whether its tables are this code's, what fails, what waits for too long."""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from editorial.lateness import Fact
from pages.models import SchedulerAlarm, UrgentCorrection
from pages.release_rules import APPROVAL_AFTER_CORRECTION


def database(_now: datetime) -> Iterator[Fact]:
    """Ask the database for anything."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        words = f"The database does not answer: {type(error).__name__}."
        yield Fact("database", words, "Start it, and look at DATABASE_URL.")
        return
    yield Fact("database", f"The database answers ({connection.vendor}).")


def migrations(_now: datetime) -> Iterator[Fact]:
    """Compare the tables with the code."""
    executor = MigrationExecutor(connection)
    waiting = [f"{migration.app_label}.{migration.name}" for migration, _backwards in executor.migration_plan(_leaves(executor))]
    if waiting:
        words = f"The tables are older than the code; not applied: {', '.join(waiting)}."
        yield Fact("migrations", words, "Run `manage.py migrate` (`manage.py start` does), then start the programs again.")
        return
    yield Fact("migrations", "The tables are those of this code.")


def alarms(_now: datetime) -> Iterator[Fact]:
    """Publications and withdrawals that are due and fail."""
    failing = list(SchedulerAlarm.objects.all())
    if failing:
        words = f"Due, and failing: {'; '.join(f'{alarm} ({alarm.error})' for alarm in failing)}."
        yield Fact("alarms", words, "Mend what the error says in the admin; it is tried again each minute.")
        return
    yield Fact("alarms", "Nothing that was due has failed.")


def corrections(now: datetime) -> Iterator[Fact]:
    """Urgent corrections that nobody of another association approved in time."""
    overdue = UrgentCorrection.waiting().filter(made_at__lt=now - APPROVAL_AFTER_CORRECTION).count()
    if overdue:
        hours = int(APPROVAL_AFTER_CORRECTION.total_seconds() // 3600)
        words = f"Urgent corrections nobody approved within {hours} hours: {overdue}."
        yield Fact("corrections", words, "Ask a publisher of another association: they stand on the home page of the admin.")
        return
    yield Fact("corrections", "No urgent correction waits for too long.")


def _leaves(executor: MigrationExecutor) -> list[tuple[str, str]]:
    return executor.loader.graph.leaf_nodes()
