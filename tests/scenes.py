"""What many tests begin with, made once for all that follow each other and want it.

A scene stands in a transaction of its own, inside that of the scene it is built upon; a test's own transaction is inside them all, so
that what it writes goes and the scene stays. pytest-django does nothing with a database in transactions around its own, on purpose:
https://github.com/pytest-dev/pytest-django/blob/v4.14.0/pytest_django/fixtures.py (`_django_db_helper`).
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction


@dataclass(frozen=True)
class Scene:
    """How a scene is made: in the database as the migrations leave it, or upon another scene, which is given to ``make``."""

    make: Callable[..., Any]
    upon: str | None = None


SCENES: dict[str, Scene] = {}
"""By the name of their fixture."""


def scene(name: str, make: Callable[..., Any], *, upon: str | None = None) -> Any:
    """The fixture of a scene, to be kept under the scene's name: one that takes its place must give the scene, or one built upon it."""
    SCENES[name] = Scene(make, upon)

    @pytest.fixture(name=name)
    def shown(db: None, stage: Stage) -> Any:
        return stage.shown(name)

    return shown


class Stage:
    """The scenes that stand in the database at the moment, each upon the one before."""

    def __init__(self) -> None:
        self._standing: dict[str, tuple[transaction.Atomic, Any]] = {}

    def prepare(self, test: pytest.Item) -> None:
        """Has the scenes stand that a test names among its fixtures, and no other."""
        wanted = [] if commits(test) else scenes_of(test)
        while list(self._standing) != wanted[: len(self._standing)]:
            self._take_down()
        for name in wanted[len(self._standing) :]:
            opened = transaction.atomic()
            opened.__enter__()
            self._standing[name] = (opened, None)
            self._standing[name] = (opened, self._made(name))

    def clear(self) -> None:
        """Takes down whatever stands."""
        while self._standing:
            self._take_down()

    def shown(self, name: str) -> Any:
        """A scene as no other test has it in its hands; made for this test alone where none may stand (it commits)."""
        if name in self._standing:
            return copy.deepcopy(self._standing[name][1])
        return self._made(name)

    def _made(self, name: str) -> Any:
        scene = SCENES[name]
        return scene.make(*([self.shown(scene.upon)] if scene.upon else []))

    def _take_down(self) -> None:
        _name, (opened, _scene) = self._standing.popitem()
        transaction.set_rollback(True)
        opened.__exit__(None, None, None)


def scenes_of(test: pytest.Item) -> list[str]:
    """The scenes that a test names among its fixtures, each upon the one before."""
    return max((_upon_each_other(name) for name in SCENES if name in test.fixturenames), key=len, default=[])  # type: ignore[attr-defined]


def _upon_each_other(name: str | None) -> list[str]:
    return [*_upon_each_other(SCENES[name].upon), name] if name else []


def commits(test: pytest.Item) -> bool:
    """Whether what a test writes stays until the database is emptied."""
    marker = test.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in test.fixturenames  # type: ignore[attr-defined]
