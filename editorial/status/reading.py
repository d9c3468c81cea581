"""The facts about many pages, read in a number of statements that does not grow with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from editorial.models import LanguageState
from editorial.status.facts import PageFacts, Reviewed, Scheduled, TextState, TranslationStates
from editorial.status.line import status_line
from editorial.translation import standing
from pages import languages
from pages.models import BasePage, PageReview, RevisionApproval, UrgentCorrection


def by_survey(pages: Sequence[Any]) -> Mapping[int, Mapping[str, TextState]]:
    """The states as the desk for translations has them; one statement."""
    surveyed = standing.states_of(page.pk for page in pages)
    return {pk: {code: _of_survey(state) for code, state in states.items()} for pk, states in surveyed.items()}


def _of_survey(state: LanguageState) -> TextState:
    if state.parts and state.missing == state.parts:
        return TextState.MISSING
    return TextState.TO_REVIEW if state.to_do else TextState.CURRENT


def facts_of(pages: Sequence[BasePage], states: TranslationStates = by_survey) -> dict[int, PageFacts]:
    """What there is to say of each of these pages, by primary key. Five statements, and those of ``states``."""
    ids = [page.pk for page in pages]
    scheduled, submitted = _scheduled(ids), _submitted(ids)
    corrected = set(UrgentCorrection.waiting().filter(page__in=ids).values_list("page", flat=True))
    translations, reviews = states(pages), _reviews(pages)
    return {
        page.pk: PageFacts(
            is_live=page.live,
            was_public=page.first_published_at is not None,
            is_expired=page.expired,
            has_changes=page.live and page.has_unpublished_changes,
            served=languages.ready_languages(page) if page.live else (),
            translations=translations.get(page.pk, {}),
            scheduled=scheduled.get(page.pk, ()),
            expires_at=page.expire_at,
            is_submitted=page.pk in submitted,
            corrected_urgently=page.pk in corrected,
            reviews=reviews.get(page.pk, ()),
        )
        for page in pages
    }


def lines_of(pages: Sequence[BasePage], states: TranslationStates = by_survey) -> dict[int, str]:
    """The line about each of these pages, by primary key."""
    today = timezone.localdate()
    return {pk: status_line(facts, today) for pk, facts in facts_of(pages, states).items()}


def _of_pages(ids: Sequence[int]) -> dict[str, Any]:
    base: ContentType = ContentType.objects.get_for_model(BasePage)
    return {"base_content_type": base, "object_id__in": [str(pk) for pk in ids]}


def _scheduled(ids: Sequence[int]) -> dict[int, list[Scheduled]]:
    waiting = Revision.objects.filter(**_of_pages(ids), approved_go_live_at__isnull=False).order_by("approved_go_live_at", "pk")
    found: dict[int, list[Scheduled]] = {}
    for pk, at, codes in waiting.values_list("object_id", "approved_go_live_at", "languages__codes"):
        found.setdefault(int(pk), []).append(Scheduled(at, codes or ()))
    return found


def _submitted(ids: Sequence[int]) -> set[int]:
    states = WorkflowState.objects.filter(**_of_pages(ids), status=WorkflowState.STATUS_IN_PROGRESS)
    return {int(pk) for pk in states.values_list("object_id", flat=True)}


def _reviews(pages: Sequence[BasePage]) -> dict[int, list[Reviewed]]:
    """Who read over the source text that readers have; where nobody did, the last association that approved a version."""
    ids = [page.pk for page in pages]
    found: dict[int, list[Reviewed]] = {}
    live = PageReview.objects.filter(page__in=ids, language=languages.source(), organisation__isnull=False)
    for pk, name, moment in live.values_list("page", "organisation__short_name", "reviewed_at"):
        found.setdefault(pk, []).append(Reviewed(name, _day(moment)))
    newest = {page.pk: page.latest_revision_id for page in pages if page.pk not in found}
    of_source = Q(language=None) | Q(language=languages.source())
    approvals = RevisionApproval.objects.filter(of_source, page__in=ids, as_superuser=False, organisation__isnull=False)
    for pk, name, moment, revision in approvals.order_by("approved_at", "pk").values_list(
        "page", "organisation__short_name", "approved_at", "revision"
    ):
        if pk in newest:
            found[pk] = [Reviewed(name, _day(moment), changed_since=revision is None or revision != newest[pk])]
    return found


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment).date()
