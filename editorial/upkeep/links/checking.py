"""Which links are asked when, and what an answer makes of them.

A pass asks at most one address of each host, and PER_PASS in all, so that no host sees us twice within a pass. A link that answers is left
alone for a week. One that fails is asked again after an hour, and after twice as long each time, two days at most; it is dead once it has
failed DEAD_AFTER times over at least DEAD_FOR. Sites that turn programs away are not dead: nobody is sent to mend what works.

Where nobody outside answers at all, it is our own network that is away: such failures count only if another host answered today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from editorial.models import ExternalLink, Heartbeat
from editorial.models.external_link import LONGEST
from editorial.upkeep.links.asking import Outcome, ask

PER_PASS = 10
EVERY = 30
"""Seconds between two passes, hence between two requests to one host."""

ALIVE_FOR = dt.timedelta(days=7)
FIRST_RETRY = dt.timedelta(hours=1)
LONGEST_RETRY = dt.timedelta(days=2)
DEAD_AFTER = 4
DEAD_FOR = dt.timedelta(days=3)
CLAIMED_FOR = dt.timedelta(minutes=15)
"""A link that is being asked is left to whoever took it: longer than any answer may take."""

HEARTBEAT = "external links"

State = ExternalLink.State
_ANSWERING = (State.ALIVE, State.MOVED, State.GUARDED)


def register(urls: set[str], now: dt.datetime) -> None:
    """Brings the table in step with the addresses that stand in public content: new ones are due at once, others are forgotten."""
    known = dict(ExternalLink.objects.values_list("url", "pk"))
    if gone := [pk for url, pk in known.items() if url not in urls]:
        ExternalLink.objects.filter(pk__in=gone).delete()
    if new := sorted(urls - known.keys()):
        links = [ExternalLink(url=url, host=_host(url), next_check_at=now) for url in new]
        ExternalLink.objects.bulk_create(links, ignore_conflicts=True)


def check_due(now: dt.datetime | None = None, ask_one: Callable[[str], Outcome] = ask) -> bool:
    """Asks what is due; says whether a link died, moved, or came back. Nothing where CHECK_EXTERNAL_LINKS is off."""
    if not settings.CHECK_EXTERNAL_LINKS:
        return False
    moment = now or timezone.now()
    asked = [(link, ask_one(link.url)) for link in _due(moment) if _claim(link, moment)]
    counts = _somebody_answers(asked, moment)
    changed = False
    for link, outcome in asked:
        before = (link.state, link.moved_to)
        _note(link, outcome, moment, is_counted=counts or outcome.status is not None)
        link.save()
        told = {State.DEAD, State.MOVED} & {before[0], link.state}
        changed = changed or (bool(told) and before != (link.state, link.moved_to))
    Heartbeat.objects.update_or_create(name=HEARTBEAT, defaults={"at": moment})
    return changed


def _due(moment: dt.datetime) -> list[ExternalLink]:
    hosts: dict[str, ExternalLink] = {}
    for link in ExternalLink.objects.filter(next_check_at__lte=moment).order_by("next_check_at", "pk").iterator():
        hosts.setdefault(link.host, link)
        if len(hosts) == PER_PASS:
            break
    return list(hosts.values())


def _claim(link: ExternalLink, moment: dt.datetime) -> bool:
    """Takes a link, unless another scheduler was faster."""
    unclaimed = ExternalLink.objects.filter(pk=link.pk, next_check_at=link.next_check_at)
    return unclaimed.update(next_check_at=moment + CLAIMED_FOR) == 1


def _somebody_answers(asked: list[tuple[ExternalLink, Outcome]], moment: dt.datetime) -> bool:
    if all(outcome.status is not None for _link, outcome in asked) or any(outcome.status is not None for _link, outcome in asked):
        return True
    return ExternalLink.objects.filter(checked_at__gt=moment - dt.timedelta(days=1), state__in=_ANSWERING).exists()


def _note(link: ExternalLink, outcome: Outcome, moment: dt.datetime, *, is_counted: bool) -> None:
    link.checked_at, link.answer = moment, outcome.answer
    if outcome.is_alive or outcome.is_guarded:
        link.moved_to = outcome.moved_to if len(outcome.moved_to) <= LONGEST else ""
        link.state = State.GUARDED if outcome.is_guarded else State.MOVED if link.moved_to else State.ALIVE
        link.failures, link.first_failed_at = 0, None
        link.next_check_at = moment + max(ALIVE_FOR, dt.timedelta(seconds=min(outcome.wait, 90 * 86_400)))
        return
    if not is_counted:
        link.next_check_at = moment + FIRST_RETRY
        return
    link.failures += 1
    link.first_failed_at = link.first_failed_at or moment
    is_dead = link.failures >= DEAD_AFTER and moment - link.first_failed_at >= DEAD_FOR
    link.state = State.DEAD if is_dead or link.state == State.DEAD else State.FAILING
    link.next_check_at = moment + retry_after(link.failures)


def retry_after(failures: int) -> dt.timedelta:
    """How long to leave a link alone that has failed so often in a row."""
    return min(FIRST_RETRY * 2 ** min(failures - 1, 10), LONGEST_RETRY)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "")[:255]
