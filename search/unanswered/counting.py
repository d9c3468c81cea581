"""Counting questions without an answer: each is a digest until enough different people have asked it on one day."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F

from pages.days import day_of
from pages.paths import batches
from search.models import DayKey, UnansweredQuestion, VisitorToken, WithheldQuestion
from search.unanswered.forgetting import forget
from search.unanswered.questions import CountedQuestion

# Distinct visitors of one day before the words of a question are written down.
FEWEST = 5
# Questions withheld at once; what comes beyond is counted without a digest.
MOST_WITHHELD = 20_000
# Questions counted in one transaction, so that editors' writes pass between two of them.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody asked a question on a day of the site. `visitor` is what tells people apart; it is never written down."""

    day: dt.date
    asked: CountedQuestion
    visitor: str


def count(asks: Iterable[Ask], now: dt.datetime) -> None:
    """Count what was asked today; what is of another day is dropped, since its key is gone or not there yet. Raises DatabaseError."""
    today = day_of(now)
    askers: dict[CountedQuestion, list[str]] = {}
    for ask in asks:
        if ask.day == today:
            askers.setdefault(ask.asked, []).append(ask.visitor)
    for batch in batches(list(askers), BATCH):
        with transaction.atomic():
            # The row of the key is locked meanwhile: processes count one after the other, and never while the night deletes.
            counter = _Counter(today, _key_of(today, now))
            for question in batch:
                counter.add(question, askers[question])


def _key_of(today: dt.date, now: dt.datetime) -> bytes:
    """The key of today, made at its first question. Then, at the latest, those of the days before are thrown away."""
    row, is_new = DayKey.objects.get_or_create(day=today, defaults={"key": secrets.token_bytes(32)})
    if is_new:
        forget(now)
    stored = DayKey.objects.select_for_update().get(pk=row.pk).key
    return hmac.digest(settings.SECRET_KEY.encode(), bytes(stored), "sha256")


class _Counter:
    """Counts the questions of one day, with its key."""

    def __init__(self, day: dt.date, key: bytes) -> None:
        self.day = day
        self.key = key

    def add(self, question: CountedQuestion, visitors: Sequence[str]) -> None:
        """Count a question as often as it was asked."""
        if self._add_to_told(question, len(visitors)):
            return
        if not question.words:
            self._tell(question, len(visitors))
            return
        digest = self._digest("question", question.language, question.words)
        withheld = WithheldQuestion.objects.filter(day=self.day, language=question.language, digest=digest).first()
        if withheld is None:
            if WithheldQuestion.objects.filter(day=self.day).count() >= MOST_WITHHELD:
                self.add(CountedQuestion(question.language, ""), visitors)
                return
            withheld = WithheldQuestion.objects.create(day=self.day, language=question.language, digest=digest)
        tokens = {self._digest("visitor", digest, visitor) for visitor in visitors}
        VisitorToken.objects.bulk_create((VisitorToken(question=withheld, token=token) for token in sorted(tokens)), ignore_conflicts=True)
        withheld.asked += len(visitors)
        if withheld.visitors.count() >= FEWEST:
            self._tell(question, withheld.asked)
            withheld.delete()
        else:
            withheld.save(update_fields=["asked"])

    def _add_to_told(self, question: CountedQuestion, times: int) -> bool:
        """Count a question that the report shows already; False for any other."""
        told = UnansweredQuestion.objects.filter(day=self.day, language=question.language, words=question.words)
        return bool(told.update(asked=F("asked") + times))

    def _tell(self, question: CountedQuestion, times: int) -> None:
        UnansweredQuestion.objects.create(day=self.day, language=question.language, words=question.words, asked=times)

    def _digest(self, *parts: str) -> str:
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), key=self.key, digest_size=16).hexdigest()
