"""What works in the background, and whether it is late: for the home page of the admin, and for ``manage.py doctor``, which adds the rest.

Each fact is one sentence, and where something is late another one that says what to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.models import ExternalLink, Heartbeat
from editorial.upkeep import refreshing
from editorial.upkeep.links import checking
from pages.journal import reading
from pages.journal.reading import Position
from pages.models import Follower
from search import indexing
from search.encoder import EncoderState, encoder_state
from search.engines import kept_engines

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SCHEDULER = "scheduler"

SCHEDULER_LATE = dt.timedelta(minutes=5)
UPKEEP_LATE = dt.timedelta(minutes=30)
FOLLOWER_LATE = dt.timedelta(minutes=2)
LINKS_LATE = dt.timedelta(days=1)

_START_SCHEDULER = _("Start `manage.py run_scheduler` (`manage.py start` runs it), and look at its log.")
_START_FOLLOWER = _("Start `manage.py follow_journal` (`manage.py start` runs it), and look at its log.")
_REBUILD = _("Run `manage.py rebuild_index`; a follower that runs rebuilds it by itself.")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is about (``code`` for programs, the same in all languages), how it stands, and what to do where it is late."""

    code: str
    words: StrOrPromise
    to_do: StrOrPromise = ""

    @property
    def is_late(self) -> bool:
        """Whether somebody has to do something."""
        return bool(self.to_do)


def beat(name: str, now: dt.datetime | None = None) -> None:
    """Writes a sign of life down."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now or timezone.now()})


def background(now: dt.datetime | None = None) -> Iterator[Fact]:
    """How the programs stand that work in the background: the scheduler and its chores, the indices, whoever follows the journal."""
    moment = now or timezone.now()
    beats = dict(Heartbeat.objects.values_list("name", "at"))
    yield _scheduler(beats.get(SCHEDULER), moment)
    yield _upkeep(beats.get(refreshing.HEARTBEAT), moment)
    yield _links(beats.get(checking.HEARTBEAT), moment)
    for index in kept_engines():
        yield _index(index, moment)
    for follower in Follower.objects.order_by("name"):
        yield _follower(follower, moment)
    yield _meaning()


def late(now: dt.datetime | None = None) -> list[Fact]:
    """Those of ``background`` that are late."""
    return [fact for fact in background(now) if fact.is_late]


def _scheduler(at: dt.datetime | None, moment: dt.datetime) -> Fact:
    if at is None:
        return Fact("scheduler", _("The scheduler has never run: nothing is published at its time."), _START_SCHEDULER)
    if moment - at > SCHEDULER_LATE:
        words = format_lazy(_("The scheduler has not run since {at}: nothing is published at its time."), at=_told(at))
        return Fact("scheduler", words, _START_SCHEDULER)
    return Fact("scheduler", format_lazy(_("The scheduler runs; last seen {at}."), at=_told(at)))


def _upkeep(at: dt.datetime | None, moment: dt.datetime) -> Fact:
    if at is None:
        return Fact("upkeep", _("Nobody has looked yet for what is no longer right in public content."), _START_SCHEDULER)
    if moment - at > UPKEEP_LATE:
        words = format_lazy(_("Nobody has looked for what is no longer right in public content since {at}."), at=_told(at))
        return Fact("upkeep", words, _START_SCHEDULER)
    return Fact("upkeep", format_lazy(_("What is no longer right in public content was last looked for {at}."), at=_told(at)))


def _links(at: dt.datetime | None, moment: dt.datetime) -> Fact:
    if not settings.CHECK_EXTERNAL_LINKS:
        return Fact("external_links", _("Links to other sites are not checked here: CHECK_EXTERNAL_LINKS says so."))
    overdue = ExternalLink.objects.filter(next_check_at__lt=moment - LINKS_LATE).count()
    if at is None or moment - at > UPKEEP_LATE:
        words = _("Links to other sites are not being checked.")
        return Fact("external_links", words, _START_SCHEDULER)
    if overdue:
        words = format_lazy(_("Links to other sites that should have been checked more than a day ago: {count}."), count=overdue)
        return Fact("external_links", words, _("Look at the scheduler's log: can the server reach the internet?"))
    return Fact("external_links", format_lazy(_("Links to other sites are checked; last {at}."), at=_told(at)))


def _index(index: str, moment: dt.datetime) -> Fact:
    status = indexing.status(index)
    code = f"index:{index}"
    if not status.is_current:
        return Fact(code, format_lazy(_("The index “{name}” is missing, away, or made by another version."), name=index), _REBUILD)
    if status.behind_since is not None and moment - status.behind_since > FOLLOWER_LATE:
        words = _("The index “{name}” has been behind the journal since {at} (events to follow: {count}): search shows what was.")
        return Fact(code, format_lazy(words, name=index, count=status.lag, at=_told(status.behind_since)), _START_FOLLOWER)
    return Fact(code, format_lazy(_("The index “{name}” is in step: {count} documents."), name=index, count=status.documents))


def _follower(follower: Follower, moment: dt.datetime) -> Fact:
    position = Position(follower.transaction_id, follower.event_id, follower.event_key)
    code = f"follower:{follower.name}"
    since = reading.behind_since(position, lag) if (lag := reading.lag(position)) else None
    if since is not None and moment - since > FOLLOWER_LATE:
        words = _("The follower “{name}” has been behind the journal since {at} (events to follow: {count}).")
        to_do = _("Start the program that follows under this name, and look at its log.")
        return Fact(code, format_lazy(words, name=follower.name, count=lag, at=_told(since)), to_do)
    return Fact(code, format_lazy(_("The follower “{name}” is in step with the journal."), name=follower.name))


def _meaning() -> Fact:
    state = encoder_state()
    if state is EncoderState.MISSING:
        words = _("Search goes by words alone: the encoder of sentences is not installed.")
        return Fact("meaning", words, _("Install the requirements again, or say SEARCH_BY_MEANING=no if that is meant."))
    if state is EncoderState.ON:
        return Fact("meaning", _("Search goes by meaning, too."))
    return Fact("meaning", _("Search goes by words alone: SEARCH_BY_MEANING says so."))


def _moment(at: dt.datetime) -> str:
    local = timezone.localtime(at)
    return f"{date_format(local, 'SHORT_DATE_FORMAT')} {date_format(local, 'H:i')}"


_told = lazy(_moment, str)
