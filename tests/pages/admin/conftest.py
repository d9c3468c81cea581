"""Somebody in front of the admin."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.users.models import UserProfile

INTERFACES = ("fr", "en")


def speak(user: User, language: str) -> None:
    """Sets the language of somebody's interface."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


@pytest.fixture(params=INTERFACES)
def editor(request: pytest.FixtureRequest, admin_client: Client, superuser: User) -> Client:
    """The browser of an editor, its interface in French, then in English."""
    speak(superuser, request.param)
    return admin_client


@pytest.fixture
def interface(request: pytest.FixtureRequest, editor: Client) -> str:
    """The language of the interface."""
    return UserProfile.objects.get().preferred_language
