"""What the person who measures may say, in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cms.settings.environment import Environment

DATABASES = ("sqlite", "postgresql")
CONNECTIONS = (16, 1)
"""Connections at once: the first is the measure that the results are named by."""


@dataclass(frozen=True, slots=True)
class Options:
    """How long and on what to measure."""

    rounds: int
    seconds: float
    databases: tuple[str, ...]
    minutes: int
    results: Path | None

    @classmethod
    def of_the_environment(cls) -> Options:
        """Read ROUNDS, SECONDS, DATABASES, MINUTES, JSON and QUICK; raises ImproperlyConfigured for values of no use."""
        environment = Environment(os.environ)
        is_quick = environment.flag("QUICK", False)
        databases = environment.words("DATABASES", DATABASES)
        for name in databases:
            environment_of_one = Environment({"DATABASES": name})
            environment_of_one.text("DATABASES", choices=DATABASES)
        results = environment.text("JSON", "")
        return cls(
            rounds=environment.number("ROUNDS", 1 if is_quick else 3, minimum=1, maximum=20),
            seconds=environment.number("SECONDS", 1 if is_quick else 2, minimum=1, maximum=60),
            databases=tuple(databases),
            minutes=environment.number("MINUTES", 30, minimum=1, maximum=600),
            results=Path(results) if results else None,
        )
