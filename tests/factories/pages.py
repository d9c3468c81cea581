"""Pages for tests."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import factory
from django.contrib.auth import get_user_model
from wagtail.models import PageViewRestriction

from pages import languages, models
from pages.releases import publishing_as

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


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


def loader() -> AbstractUser:
    """The superuser in whose name tests publish what another association would have to approve."""
    user, _made = get_user_model().objects.get_or_create(username="chargement", defaults={"is_superuser": True})
    return user


def save_released(page: models.BasePage) -> None:
    """Saves a live page that another association would have to approve, in the loader's name."""
    with publishing_as(loader()):
        page.save()


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
        lists = {listed: kwargs.pop(listed.relation, ()) for listed in model_class.text_lists}
        page = model_class(*args, **kwargs)
        for code in ready:
            languages.set_ready(page, code)
            if not languages.text(page, "title", code):
                setattr(page, f"title_{code}", f"{page.title_fr} [{code}]")
                setattr(page, f"summary_{code}", f"{page.summary_fr} [{code}]")
        for name, values in many.items():
            setattr(page, name, values)
        for listed, sentences in lists.items():
            row = model_class._meta.get_field(listed.relation).related_model
            columns = [said if isinstance(said, dict) else {f"{listed.field}_fr": said} for said in sentences]
            setattr(page, listed.relation, [row(sort_order=place, **values) for place, values in enumerate(columns)])
        parent = parent.specific_class.objects.get(pk=parent.pk)
        if page.live and (page.needs_other_association or page.is_crisis):
            with publishing_as(loader()):
                return parent.add_child(instance=page)
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


class ResourcePageFactory(PageFactory):
    """A resource below the list of resources."""

    class Meta:
        abstract = True

    @classmethod
    def default_parent(cls) -> models.BasePage:
        return models.ResourceIndexPage.objects.first() or ResourceIndexPageFactory(title_fr="Ressources", slug="ressources")


class GuidePageFactory(ResourcePageFactory):
    class Meta:
        model = models.GuidePage


class TutorialPageFactory(ResourcePageFactory):
    class Meta:
        model = models.TutorialPage

    platform = "Téléphone"


class ArticlePageFactory(ResourcePageFactory):
    class Meta:
        model = models.ArticlePage


class ConversationPageFactory(ResourcePageFactory):
    """A conversation; ``openers`` and ``pitfalls`` are French sentences, or mappings of columns."""

    class Meta:
        model = models.ConversationPage


class FaqPageFactory(ResourcePageFactory):
    class Meta:
        model = models.FaqPage


class ActivityPageFactory(ResourcePageFactory):
    """An activity; ``material`` are French words, or mappings of columns."""

    class Meta:
        model = models.ActivityPage


class PartnerResourcePageFactory(ResourcePageFactory):
    class Meta:
        model = models.PartnerResourcePage

    url = factory.Sequence(lambda number: f"https://partenaire.invalid/{number}")
    publisher = "Un partenaire"


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
