"""Events and kits for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory

from pages import models
from tests.factories.pages import PageFactory, ResourcePageFactory

ONE_EVENING = dt.datetime(2030, 3, 12, 17, 30, tzinfo=dt.UTC)


class EventIndexPageFactory(PageFactory):
    class Meta:
        model = models.EventIndexPage

    title_fr = "Agenda"
    slug = "agenda"


class EventPageFactory(PageFactory):
    """An hour online on the evening of 12 March 2030; ``hosts`` are people."""

    class Meta:
        model = models.EventPage

    kind = models.EventKind.VIRTUAL_CAFE
    starts_at = ONE_EVENING
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + dt.timedelta(hours=1))
    platform = "Visio"

    @classmethod
    def default_parent(cls) -> models.BasePage:
        return models.EventIndexPage.objects.first() or EventIndexPageFactory()

    @classmethod
    def _create(cls, model_class: type[models.BasePage], *args: Any, **kwargs: Any) -> models.BasePage:
        hosts = kwargs.pop("hosts", ())
        rows = [models.EventHost(sort_order=place, person=person) for place, person in enumerate(hosts)]
        return super()._create(model_class, *args, hosts=rows, **kwargs)


class KitPageFactory(ResourcePageFactory):
    """A kit; ``documents`` become French handouts, ``files`` are rows of ``KitFile``."""

    class Meta:
        model = models.KitPage

    level = models.KitLevel.LOWER_SECONDARY
    minutes = 90

    @classmethod
    def _create(cls, model_class: type[models.BasePage], *args: Any, **kwargs: Any) -> models.BasePage:
        documents = kwargs.pop("documents", ())
        rows = [models.KitFile(kind=models.KitFileKind.HANDOUT, language="fr", document=document) for document in documents]
        files = [*rows, *kwargs.pop("files", ())]
        for place, row in enumerate(files):
            row.sort_order = place
        return super()._create(model_class, *args, files=files, **kwargs)
