"""What every test may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches

from cms.catalogues import compile_catalogues
from tests.factories import home_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AbstractBaseUser
    from django.test import Client

    from pages.models import HomePage


def pytest_sessionstart() -> None:
    """The interface speaks French, as for editors: its texts are compiled if they are not."""
    compile_catalogues()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit give the next one back what the migrations wrote: the root, the home page, the locale, the collections.

    Every one of them must: a flush without it makes content types anew, which the next restoration would then meet.
    """
    for item in items:
        for marker in item.iter_markers("django_db"):
            if marker.kwargs.get("transaction"):
                marker.kwargs["serialized_rollback"] = True


@pytest.fixture(autouse=True)
def _forget_caches() -> Iterator[None]:
    """Nothing kept by one test is found by the next: keys are ids and digests, which start anew with every rollback."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def home(db: None) -> HomePage:
    """The published home page."""
    return home_page()


@pytest.fixture
def superuser(db: None) -> AbstractBaseUser:
    """Somebody who may do everything in the admin."""
    return get_user_model().objects.create_superuser("chef", "chef@exemple.invalid", "un mot de passe de test")


@pytest.fixture
def admin_client(client: Client, superuser: AbstractBaseUser) -> Client:
    """A browser logged in as that somebody."""
    client.force_login(superuser)
    return client
