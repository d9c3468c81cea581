"""What every test may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches

from cms.catalogues import compile_catalogues
from pages.starter_content.loading import load
from tests.factories import home_page, loader
from tests.scenes import Stage, scene, scenes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import AbstractBaseUser
    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker


def _sample_site() -> None:
    load(loader(), lambda _line: None)


# The published home page.
home = scene("home", home_page)
# The starter content.
sample_site = scene("sample_site", _sample_site)


def pytest_sessionstart() -> None:
    """The interface speaks French, as for editors: its texts are compiled if they are not."""
    compile_catalogues()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit give the next one back what the migrations wrote: the root, the home page, the locale, the collections.

    Every one of them must: a flush without it makes content types anew, which the next restoration would then meet.

    Scenes are there before the transaction of the test itself. Tests that begin with the sample site, which takes longest to load, follow
    each other.
    """
    items.sort(key=lambda item: "sample_site" not in scenes_of(item))
    for item in items:
        names = item.fixturenames  # type: ignore[attr-defined]
        if "_scenes" not in names and ("db" in names or item.get_closest_marker("django_db")):
            names.insert(0, "_scenes")
        for marker in item.iter_markers("django_db"):
            if marker.kwargs.get("transaction"):
                marker.kwargs["serialized_rollback"] = True


@pytest.fixture(autouse=True)
def _forget_caches() -> Iterator[None]:
    """Nothing kept by one test is found by the next: keys are ids and digests, which start anew with every rollback."""
    yield
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(scope="session")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The scenes that tests may begin with."""
    stage = Stage()
    yield stage
    with django_db_blocker.unblock():
        stage.clear()


@pytest.fixture
def _scenes(request: pytest.FixtureRequest, stage: Stage, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        stage.prepare(request.node)


@pytest.fixture
def superuser(db: None) -> AbstractBaseUser:
    """Somebody who may do everything in the admin."""
    return get_user_model().objects.create_superuser("chef", "chef@exemple.invalid", "un mot de passe de test")


@pytest.fixture
def admin_client(client: Client, superuser: AbstractBaseUser) -> Client:
    """A browser logged in as that somebody."""
    client.force_login(superuser)
    return client
