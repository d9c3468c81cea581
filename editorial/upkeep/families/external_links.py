"""Links to other sites that are dead, or whose page moved for good (``editorial.upkeep.links`` asks them)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.models import ExternalLink
from editorial.upkeep.concerns import Concern, Kind, Severity
from editorial.upkeep.seen import Seen
from editorial.upkeep.tongues import Sentence, in_every_tongue
from pages.days import day_of

DEAD = _("The link {url} leads nowhere ({answer}): take it out, or find the new address.")
ANSWERS = {
    "no-host": _("there is no such site any more"),
    "too-slow": _("it does not answer"),
    "certificate": _("its certificate is not valid"),
    "refused": _("it refuses every connection"),
    "private": _("it is an address inside a private network"),
    "no-address": _("it is no address"),
    "redirections": _("it sends visitors round in circles"),
    "broken": _("its answer cannot be read"),
}
STATUS = _("it answers with error {status}")
MOVED = _("The link {url} has moved for good: write {target} instead.")


def concerns(seen: Seen) -> Iterator[Concern]:
    """One for each place of such a link. One statement."""
    told = {link.url: (link, _sentence(link)) for link in ExternalLink.objects.filter(state__in=(_STATES.DEAD, _STATES.MOVED))}
    for thing, facts in seen.read():
        for url, spot in facts.links_on(seen.today):
            if url in told:
                link, sentence = told[url]
                if link.state == _STATES.DEAD:
                    since = day_of(link.first_failed_at)
                    yield thing.concern(Kind.DEAD_LINK, Severity.WRONG, sentence, spot, since)
                else:
                    yield thing.concern(Kind.MOVED_LINK, Severity.ADVICE, sentence, spot)


_STATES = ExternalLink.State


def _sentence(link: ExternalLink) -> Sentence:
    if link.state == _STATES.DEAD:
        answer = ANSWERS.get(link.answer) or format_lazy(STATUS, status=link.answer)
        return in_every_tongue(format_lazy(DEAD, url=link.url, answer=answer))
    return in_every_tongue(format_lazy(MOVED, url=link.url, target=link.moved_to))
