"""The doors of what is kept, as the settings want them, in front of Django."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse

from api.answers.answer_door import AnswerDoor
from api.answers.door import Keeping
from api.answers.headers import Lifetimes
from api.answers.page_door import PageDoor
from api.answers.store import AnswerStore
from api.answers.unanswered import UnansweredQuestions
from api.answers.watch import Watch
from api.http.cors import CrossOrigin
from search.crisis.counting import CardCounter
from website.freshness import UNTIL
from website.parameters import question


def answering(application: Callable[..., Any]) -> AnswerDoor:
    """Return the whole program as one WSGI application: the doors, and `application`, Django's own, behind them."""
    store = AnswerStore(settings.ANSWER_CACHE_MB * 1024 * 1024)
    lifetimes = Lifetimes(settings.ANSWER_MAX_AGE, settings.ANSWER_SHARED_MAX_AGE, settings.ANSWER_STALE_WHILE_REVALIDATE)
    keeping = Keeping(store, Watch(store), lifetimes, UnansweredQuestions(settings.TRUSTED_PROXIES), CardCounter())
    # Of pages made from answers of another program nobody here knows when they change.
    if not settings.CLUB_GRAPHQL_URL:
        application = PageDoor(application, keeping, question, UNTIL, settings.SECURE_PROXY_SSL_HEADER)
    return AnswerDoor(application, keeping, reverse("graphql"), CrossOrigin(settings.CORS_ALLOWED_ORIGINS))
