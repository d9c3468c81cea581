"""Snippets for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory

from pages import models


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Organisation

    name_fr = factory.Sequence(lambda number: f"Association {number}")
    short_name = factory.Sequence(lambda number: f"A{number}")
    slug = factory.Sequence(lambda number: f"association-{number}")


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Person

    display_name_fr = factory.Sequence(lambda number: f"Personne {number}")
    slug = factory.Sequence(lambda number: f"personne-{number}")


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Theme

    name_fr = factory.Sequence(lambda number: f"Thème {number}")
    slug = factory.Sequence(lambda number: f"theme-{number}")
    pillar = models.Pillar.WELL_BEING


class AudienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Audience

    name_fr = factory.Sequence(lambda number: f"Public {number}")
    code = factory.Sequence(lambda number: f"public-{number}")


class AgeBandFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AgeBand

    name_fr = factory.Sequence(lambda number: f"Âge {number}")
    code = factory.Sequence(lambda number: f"age-{number}")


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Evidence

    code = factory.Sequence(lambda number: f"chiffre-{number}")
    statement_fr = factory.Sequence(lambda number: f"Constat {number}")
    figure = "83 %"
    study = "Étude"
    author = "Institut"


class HelplineFactory(factory.django.DjangoModelFactory):
    """A line open every day from 9:00 to 23:00, or at ``hours`` (weekday, opens, closes)."""

    class Meta:
        model = models.Helpline

    code = factory.Sequence(lambda number: f"ligne-{number}")
    name_fr = factory.Sequence(lambda number: f"Ligne {number}")
    operator = "e-Enfance"
    number_short = "3018"

    @classmethod
    def _create(cls, model_class: type[models.Helpline], *args: Any, **kwargs: Any) -> models.Helpline:
        hours = kwargs.pop("hours", [(day, dt.time(9), dt.time(23)) for day in range(7)])
        line = model_class(*args, **kwargs)
        line.hours = [models.HelplineHours(weekday=day, opens=opens, closes=closes) for day, opens, closes in hours]
        line.save()
        return line


class SynonymGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.SynonymGroup

    language = "fr"
    words = "téléphone\nportable"


class PromotedAnswerFactory(factory.django.DjangoModelFactory):
    """With `promoted`, its pages in order."""

    class Meta:
        model = models.PromotedAnswer

    language = "fr"
    questions = "harcèlement"

    @classmethod
    def _create(cls, model_class: type[models.PromotedAnswer], *args: Any, **kwargs: Any) -> models.PromotedAnswer:
        promoted = kwargs.pop("promoted", ())
        answer = model_class(*args, **kwargs)
        answer.pages = [models.PromotedPage(sort_order=position, page=page) for position, page in enumerate(promoted)]
        answer.save()
        return answer
