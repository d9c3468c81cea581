"""Languages in which readers have texts that are behind the French, or that nobody who reads the language has looked at."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.models import LanguageState
from editorial.upkeep.concerns import Concern, Kind, Severity, Spot
from editorial.upkeep.seen import Seen
from editorial.upkeep.tongues import in_every_tongue
from pages import languages
from pages.days import day_of
from pages.journal import subjects

ONE = _("One text that readers have in {language} is behind the French.")
SEVERAL = _("{number} texts that readers have in {language} are behind the French.")


def concerns(seen: Seen) -> Iterator[Concern]:
    """One for each public page and language. One statement."""
    behind = LanguageState.objects.filter(is_served=True, public_to_do__gt=0).order_by("page", "language")
    for state in behind:
        if thing := seen.things.get((subjects.PAGE, state.page_id)):
            told = ONE if state.public_to_do == 1 else SEVERAL
            sentence = in_every_tongue(format_lazy(told, number=state.public_to_do, language=languages.native_name(state.language)))
            since = day_of(state.public_to_do_since) if state.public_to_do_since is not None else None
            yield thing.concern(Kind.LANGUAGE, Severity.DUE, sentence, Spot(language=state.language), since)
