"""The types that grapple made of models and blocks."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from grapple.registry import registry
from wagtail import blocks


def type_of(owner: type[Model] | type[blocks.Block]) -> Any:
    """The graphene type that grapple made of a model or block class."""
    return registry.models[owner]
