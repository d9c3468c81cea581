"""Keys that are the same on every machine, so that sample content is recognised when it is loaded again."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("6f1c1d52-0f0e-4b57-9a53-5d0f8b7a2c11")


def stable_key(*parts: object) -> uuid.UUID:
    """The key of the thing with this name, e.g. ``stable_key("image", "accueil")``."""
    return uuid.uuid5(_NAMESPACE, ":".join(str(part) for part in parts))
