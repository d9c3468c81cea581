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
    """What is measured: the folder of collections, the names of some of them (none: all), the engine, and the file of the results."""

    data: Path
    only: tuple[str, ...]
    engine: str
    results: Path | None

    @classmethod
    def of_the_environment(cls) -> Options:
        """Read DATA, ONLY, ENGINE and JSON; raises ImproperlyConfigured for values of no use, and without DATA."""
        environment = Environment(os.environ)
        if not environment.text("DATA", ""):
            raise ImproperlyConfigured("DATA is required: the folder of the judged collections.")
        results = environment.text("JSON", "")
        return cls(
            data=Path(environment.text("DATA")),
            only=tuple(environment.words("ONLY")),
            engine=environment.text("ENGINE", ENGINES[0], choices=ENGINES),
            results=Path(results) if results else None,
        )
