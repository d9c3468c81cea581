"""The weekly mail: what is to do in the languages somebody writes, in the pages of their places; only if there is something.

It goes out on Monday morning. Each person's turn is written down before their mail is sent, so that neither a restart nor a second
scheduler sends it twice; a mail lost on the way is one week late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.permissions import policy_registry

from editorial import mails
from editorial.models import LanguageState, Team, WeeklyMail
from editorial.translation import board
from editorial.translation.exchange.choosing import writes
from pages import languages
from pages.models import BasePage, TranslatorGroup

WEEKDAY, HOUR = 0, 8
"""Monday, at eight in the morning of the site's time."""
LATEST = dt.timedelta(days=1)
"""Who could not be written to within this time waits for the next week: on a Thursday nobody expects it."""
MOST_PAGES = 10
"""Pages of a language that a mail names; the board has the others."""

TEMPLATE = "translation_week"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page in which something is to do in a language."""

    title: str
    state: LanguageState
    link: str

    @property
    def words(self) -> str:
        """What is to do, in words."""
        return board.in_words(self.state)


@dataclass(frozen=True, slots=True)
class LanguageWeek:
    """What is to do in a language: the pages that wait longest, those whose readers have something out of date first."""

    language: str
    pages: list[Waiting]
    total: int
    texts: int

    @property
    def others(self) -> int:
        """How many pages the mail does not name."""
        return self.total - len(self.pages)


def send_due(now: dt.datetime | None = None) -> int:
    """Sends the mails of the week whose time has come and that nobody sent yet; returns how many."""
    moment = now or timezone.now()
    since = last_turn(moment)
    if moment - since > LATEST:
        return 0
    return send(since, moment)


def send(since: dt.datetime, now: dt.datetime) -> int:
    """Sends the mail to everybody who had no turn after ``since``, and something to do; returns how many mails."""
    sent = 0
    for user in readers().exclude(Q(weekly_mail__looked_at__gte=since) | Q(weekly_mail__is_wanted=False)):
        with transaction.atomic():
            if WeeklyMail.take_turn(user, since, now) and (weeks := weeks_of(user)):
                mails.send(TEMPLATE, [user], context_of(weeks))
                sent += 1
    return sent


def last_turn(now: dt.datetime) -> dt.datetime:
    """The last Monday morning, in the site's time."""
    local = timezone.localtime(now)
    turn = (local - dt.timedelta(days=(local.weekday() - WEEKDAY) % 7)).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return turn if turn <= local else turn - dt.timedelta(days=7)


def readers() -> QuerySet[Any]:
    """Everybody who translates, or writes or publishes for an association or the coordination, and can be written to."""
    users = get_user_model()._default_manager.filter(is_active=True).exclude(email="")
    of_teams = Q(groups__in=Team.objects.exclude(editors=None).values("editors")) | Q(
        groups__in=Team.objects.exclude(publishers=None).values("publishers")
    )
    return users.filter(of_teams | Q(groups__in=TranslatorGroup.objects.values("group"))).distinct().order_by("pk")


def weeks_of(user: Any) -> list[LanguageWeek]:
    """What is to do for a person, by language; the number of statements does not depend on how much it is."""
    mine = policy_registry.get_by_type(BasePage).instances_user_has_permission_for(user, "change").order_by().values("pk")
    states = LanguageState.objects.filter(board.STATES["to_do"], page__in=mine, language__in=languages.translations())
    oldest_first = states.order_by(F("public_to_do_since").asc(nulls_last=True), "to_do_since", "page__path")
    found: dict[str, list[LanguageState]] = {code: [] for code in languages.translations()}
    for state in oldest_first.select_related("page"):
        if writes(user, state.page, state.language):
            found[state.language].append(state)
    return [_week(code, states) for code, states in found.items() if states]


def _week(code: str, states: list[LanguageState]) -> LanguageWeek:
    named = [
        Waiting(state.page.get_admin_display_title(), state, mails.address_of("editorial_translation_first", state.page_id, code))
        for state in states[:MOST_PAGES]
    ]
    return LanguageWeek(languages.native_name(code), named, len(states), sum(state.to_do for state in states))


def context_of(weeks: list[LanguageWeek]) -> dict[str, Any]:
    """What the mail is made from."""
    return {
        "weeks": weeks,
        "texts": sum(week.texts for week in weeks),
        "board": mails.address_of("editorial_translation_board"),
        "account": mails.address_of("wagtailadmin_account"),
    }


def previews() -> Iterator[tuple[Any, list[LanguageWeek]]]:
    """Everybody who would get a mail now, with what it would tell; nothing is sent or written down."""
    for user in readers().exclude(weekly_mail__is_wanted=False):
        if weeks := weeks_of(user):
            yield user, weeks
