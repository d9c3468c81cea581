"""Reasons for urgent help for tests."""

from __future__ import annotations

from typing import Any

import factory

from pages import models


class CrisisReasonFactory(factory.django.DjangoModelFactory):
    """A reason with the lines of ``lines``, in that order."""

    class Meta:
        model = models.CrisisReason

    code = models.CrisisCode.HARASSMENT
    title_fr = "Un harcèlement"
    message_fr = "Cela s’arrête quand on en parle."
    steps_neutral_fr = "Garder les preuves.\nAppeler."

    @classmethod
    def _create(cls, model_class: type[models.CrisisReason], *args: Any, **kwargs: Any) -> models.CrisisReason:
        lines = kwargs.pop("lines", ())
        reason = model_class(*args, **kwargs)
        reason.helplines = [models.CrisisReasonHelpline(sort_order=position, helpline=line) for position, line in enumerate(lines)]
        reason.save()
        return reason
