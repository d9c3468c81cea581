"""Consents for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory

from pages import languages, models
from tests.factories.records import OrganisationFactory, PersonFactory


class ConsentFactory(factory.django.DjangoModelFactory):
    """A consent in every language, or in ``covered``, without end, to ``videos``, ``images`` and ``pages``."""

    class Meta:
        model = models.Consent

    person = factory.SubFactory(PersonFactory)
    organisation = factory.LazyFunction(lambda: models.Organisation.objects.first() or OrganisationFactory())
    signed_on = dt.date(2020, 10, 1)

    @classmethod
    def _create(cls, model_class: type[models.Consent], *args: Any, **kwargs: Any) -> models.Consent:
        videos, images, pages = (kwargs.pop(name, ()) for name in ("videos", "images", "pages"))
        covered = kwargs.pop("covered", languages.codes())
        consent = model_class(*args, **kwargs)
        for code in languages.codes():
            setattr(consent, languages.column("covers", code), code in covered)
        consent.videos = [models.ConsentedVideo(video=video) for video in videos]
        consent.images = [models.ConsentedImage(image=image) for image in images]
        consent.pages = [models.ConsentedPage(page_id=page.pk) for page in pages]
        consent.save()
        return consent
