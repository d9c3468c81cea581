"""The website as an application of Django: templates, static files, views; no model."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The room of the website."""

    name = "website"
