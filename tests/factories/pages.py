"""Pages for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from wagtail.models import PageViewRestriction

from pages import languages, models


def home_page(**fields: Any) -> models.HomePage:
    """The home page every database begins with, published."""
    home = models.HomePage.objects.get()
    values = {"title_fr": "Accueil", "summary_fr": "Le Club des parents connectés", "live": True, **fields}
    for name, value in values.items():
        setattr(home, name, value)
    home.save()
    return home


def restrict(page: models.BasePage) -> PageViewRestriction:
    """Puts ``page`` and everything below it behind a log-in."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


class PageFactory(factory.django.DjangoModelFactory):
    """A page below ``parent`` (by default a page of the right kind, found or made); ``ready`` lists languages beside French."""

    class Meta:
        abstract = True

    title_fr = factory.Sequence(lambda number: f"Page {number}")
    summary_fr = factory.LazyAttribute(lambda page: f"Résumé de {page.title_fr}")
    slug = factory.Sequence(lambda number: f"page-{number}")

    @classmethod
    def default_parent(cls) -> models.BasePage:
        home = models.HomePage.objects.get()
        return home if home.live else home_page()

    @classmethod
    def _create(cls, model_class: type[models.BasePage], *args: Any, **kwargs: Any) -> models.BasePage:
        parent = kwargs.pop("parent", None) or cls.default_parent()
        ready = kwargs.pop("ready", ())
        many = {name: kwargs.pop(name) for name in list(kwargs) if name in ("themes", "ages", "audiences", "cosigning_organisations")}
        page = model_class(*args, **kwargs)
        for code in ready:
            languages.set_ready(page, code)
            if not languages.text(page, "title", code):
                setattr(page, f"title_{code}", f"{page.title_fr} [{code}]")
                setattr(page, f"summary_{code}", f"{page.summary_fr} [{code}]")
        for name, values in many.items():
            setattr(page, name, values)
        parent = parent.specific_class.objects.get(pk=parent.pk)
        return parent.add_child(instance=page)


class StandardPageFactory(PageFactory):
    class Meta:
        model = models.StandardPage


class OrganisationPageFactory(PageFactory):
    class Meta:
        model = models.OrganisationPage


class ResourceIndexPageFactory(PageFactory):
    class Meta:
        model = models.ResourceIndexPage


class GuidePageFactory(PageFactory):
    class Meta:
        model = models.GuidePage

    @classmethod
    def default_parent(cls) -> models.BasePage:
        return models.ResourceIndexPage.objects.first() or ResourceIndexPageFactory(title_fr="Ressources", slug="ressources")


class EditionIndexPageFactory(PageFactory):
    class Meta:
        model = models.EditionIndexPage

    title_fr = "Éditions"
    slug = "editions"


class EditionPageFactory(PageFactory):
    class Meta:
        model = models.EditionPage

    number = factory.Sequence(lambda number: number + 1)
    launch_date = dt.date(2020, 11, 5)

    @classmethod
    def default_parent(cls) -> models.BasePage:
        return models.EditionIndexPage.objects.first() or EditionIndexPageFactory()


class InterviewPageFactory(PageFactory):
    class Meta:
        model = models.InterviewPage

    @classmethod
    def default_parent(cls) -> models.BasePage:
        return models.OrganisationPage.objects.first() or OrganisationPageFactory(title_fr="e-Enfance", slug="e-enfance")
