"""The door of kept answers, as the settings want it, in front of Django."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse

from api.answers.door import AnswerDoor
from api.answers.headers import Lifetimes
from api.answers.store import AnswerStore
from api.answers.unanswered import UnansweredQuestions
from api.answers.watch import Watch
from api.http.cors import CrossOrigin
from search.crisis.counting import CardCounter


def answering(application: Callable[..., Any]) -> AnswerDoor:
    """Return the whole program as one WSGI application: the door, and `application`, Django's own, behind it."""
    store = AnswerStore(settings.ANSWER_CACHE_MB * 1024 * 1024)
    lifetimes = Lifetimes(settings.ANSWER_MAX_AGE, settings.ANSWER_SHARED_MAX_AGE, settings.ANSWER_STALE_WHILE_REVALIDATE)
    cross_origin, unanswered = CrossOrigin(settings.CORS_ALLOWED_ORIGINS), UnansweredQuestions(settings.TRUSTED_PROXIES)
    return AnswerDoor(application, reverse("graphql"), store, Watch(store), lifetimes, cross_origin, unanswered, CardCounter())
