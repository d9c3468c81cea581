"""All that is looked at, in the order in which it is told: what everything else rests on comes first."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.text import format_lazy

from cms.doctor.mail import mail
from cms.doctor.storage import storage
from cms.doctor.tables import alarms, corrections, database, migrations
from editorial.lateness import Fact, background

Examination = Callable[[datetime], Iterator[Fact]]

FOUNDATIONS: tuple[Examination, ...] = (database, migrations)
"""Without them nothing else can be asked."""

REST: tuple[Examination, ...] = (background, alarms, corrections, mail, storage)


def examine(now: datetime | None = None) -> Iterator[Fact]:
    """Yield every fact. Where a foundation is gone, the rest is not asked; what breaks while it is looked at is a fact, too."""
    moment = now or timezone.now()
    for examination in FOUNDATIONS:
        facts = list(_safely(examination, moment))
        yield from facts
        if any(fact.is_late for fact in facts):
            return
    for examination in REST:
        yield from _safely(examination, moment)


def _safely(examination: Examination, moment: datetime) -> Iterator[Fact]:
    try:
        yield from examination(moment)
    except Exception as error:  # noqa: BLE001 - a doctor who faints helps nobody: whatever went wrong is told
        name = examination.__name__
        words = format_lazy("{name} cannot be looked at: {error}.", name=name, error=f"{type(error).__name__}: {error}")
        yield Fact(name, words, "Look at the program's log.")
