"""Publishes and withdraws what is due: one transaction per item, so that a failing one stops no other and raises an alarm."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import DraftStateMixin, Revision

from editorial.editions import releasing
from editorial.models import EditionRelease
from pages.consents import lapsed
from pages.models import BasePage, Consent, SchedulerAlarm
from pages.publication import consent_lapsed

logger = logging.getLogger(__name__)

# A failing item waits so long before its next try: an editor may be mending it, and each try is logged.
RETRY_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class Due:
    """Something whose time has come; `revision_id` is what to publish, None when withdrawing, and for an edition with its contents."""

    action: SchedulerAlarm.Action
    content_type_id: int
    object_id: str
    label: str
    revision_id: int | None = None

    @property
    def key(self) -> tuple[str, int, str]:
        """What an alarm is about."""
        return (self.action.value, self.content_type_id, self.object_id)


@dataclass(frozen=True)
class Outcome:
    """How many items one pass published or withdrew, and how many failed."""

    done: int
    failed: int


def run_due(now: datetime) -> Outcome:
    """Withdraw what has expired, page or consent, and publish what is due at `now`, in that order, oldest first, editions last.

    Alarms follow what happens.
    """
    due = [*_lapsed(now), *_expired(now), *_awaited(now), *_releases(now)]
    waiting = _waiting_alarms(due, now)
    done = failed = 0
    for item in due:
        if item.key in waiting:
            continue
        try:
            with transaction.atomic():
                done += _carry_out(item, now)
                _alarms_of(item).delete()
        except Exception as error:
            # Whatever one page's publication raises, the next page's is still due.
            logger.exception("Could not %s %s", item.action.value, item.label)
            _raise_alarm(item, error, now)
            failed += 1
    return Outcome(done=done, failed=failed)


def _lapsed(now: datetime) -> Iterator[Due]:
    content_type = ContentType.objects.get_for_model(Consent)
    for consent in lapsed(now).select_related("person"):
        yield Due(SchedulerAlarm.Action.LAPSE, content_type.pk, str(consent.pk), str(consent))


def _expired(now: datetime) -> Iterator[Due]:
    for model in _draftable_models():
        for row in model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at", "pk"):
            # A page's alarm names its type, as its revisions do.
            content_type = row.cached_content_type if isinstance(row, BasePage) else ContentType.objects.get_for_model(model)
            yield Due(SchedulerAlarm.Action.UNPUBLISH, content_type.pk, str(row.pk), str(row))


def _awaited(now: datetime) -> Iterator[Due]:
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk"):
        yield Due(SchedulerAlarm.Action.PUBLISH, revision.content_type_id, revision.object_id, revision.object_str, revision.pk)


def _releases(now: datetime) -> Iterator[Due]:
    content_type = ContentType.objects.get_for_model(EditionRelease)
    for release in releasing.due(now):
        yield Due(SchedulerAlarm.Action.PUBLISH, content_type.pk, str(release.pk), str(release.edition))


def _draftable_models() -> list[type[models.Model]]:
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, BasePage)]
    return [BasePage, *others]


def _carry_out(item: Due, now: datetime) -> bool:
    """Do what is due, unless another scheduler or an editor did it in the meantime; say whether it was done here."""
    if item.action is SchedulerAlarm.Action.LAPSE:
        consent = lapsed(now).select_for_update().filter(pk=item.object_id).first()
        if consent is None:
            return False
        consent_lapsed(consent)
        return True
    if item.action is SchedulerAlarm.Action.PUBLISH and item.revision_id is None:
        release = releasing.due(now).filter(pk=item.object_id).first()
        return release is not None and releasing.carry_out(release)
    if item.action is SchedulerAlarm.Action.PUBLISH:
        revision = Revision.objects.select_for_update().filter(pk=item.revision_id, approved_go_live_at__lt=now).first()
        if revision is None:
            return False
        revision.publish(log_action="wagtail.publish.scheduled")
        return True
    model: Any = ContentType.objects.get_for_id(item.content_type_id).model_class()
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=item.object_id, live=True, expire_at__lt=now).first()
    if row is None:
        return False
    row.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _waiting_alarms(due: list[Due], now: datetime) -> set[tuple[str, int, str]]:
    """Forget the alarms of what is no longer due; return the keys of those that failed a moment ago."""
    keys = {item.key for item in due}
    waiting = set()
    for alarm in SchedulerAlarm.objects.all():
        key = (alarm.action, alarm.content_type_id, alarm.object_id)
        if key not in keys:
            alarm.delete()
        elif alarm.last_failed_at > now - RETRY_AFTER:
            waiting.add(key)
    return waiting


def _alarms_of(item: Due) -> models.QuerySet[SchedulerAlarm]:
    return SchedulerAlarm.objects.filter(action=item.action, content_type_id=item.content_type_id, object_id=item.object_id)


def _raise_alarm(item: Due, error: Exception, now: datetime) -> None:
    sentence = f"{type(error).__name__}: {error}"
    with transaction.atomic():
        alarm = _alarms_of(item).select_for_update().first()
        if alarm is None:
            alarm = SchedulerAlarm(
                action=item.action,
                content_type_id=item.content_type_id,
                object_id=item.object_id,
                attempts=0,
                first_failed_at=now,
            )
        alarm.label, alarm.error, alarm.last_failed_at = item.label[:255], sentence, now
        alarm.attempts += 1
        alarm.save()
