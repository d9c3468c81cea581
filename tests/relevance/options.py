"""What the person who measures may say, in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import Environment
from tests.relevance.asking import ENGINES


@dataclass(frozen=True, slots=True)
class Options:
    """What is measured: a folder of collections, the names of some of them (none: all), our own questions; by which engine, and whether by
    meaning too.

    `results` is the file to write the measures to.
    """

    data: Path | None
    only: tuple[str, ...]
    is_own_set_wanted: bool
    engine: str
    is_by_meaning: bool
    results: Path | None

    @classmethod
    def of_the_environment(cls) -> Options:
        """Read DATA, ONLY, JUDGED, ENGINE, ENCODER and JSON.

        Raises ImproperlyConfigured for values of no use, and when nothing is to measure.
        """
        environment = Environment(os.environ)
        data, results = environment.text("DATA", ""), environment.text("JSON", "")
        is_own_set_wanted = environment.flag("JUDGED", False)
        if not data and not is_own_set_wanted:
            raise ImproperlyConfigured("DATA is required: the folder of the judged collections.")
        return cls(
            data=Path(data) if data else None,
            only=tuple(environment.words("ONLY")),
            is_own_set_wanted=is_own_set_wanted,
            engine=environment.text("ENGINE", ENGINES[0], choices=ENGINES),
            is_by_meaning=environment.flag("ENCODER", True),
            results=Path(results) if results else None,
        )
