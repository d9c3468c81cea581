"""Wagtail's project template with grapple as its documentation says; DATABASE_URL and VAR_DIR as for our own program."""

import os
from pathlib import Path

from cms.settings.environment import Environment

ENVIRONMENT = Environment(os.environ)
VAR_DIR = ENVIRONMENT.path("VAR_DIR", Path("/nowhere"))
DEBUG = False
SECRET_KEY = ENVIRONMENT.text("SECRET_KEY")
ALLOWED_HOSTS = ["127.0.0.1"]
# The default alias is plain Django: WAL on SQLite, connections kept for a minute on PostgreSQL, as in our own settings.
DATABASES = {"default": ENVIRONMENT.databases("DATABASE_URL", VAR_DIR / "stock.sqlite3")["default"]}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
ROOT_URLCONF = "tests.bench.stock_grapple.urls"
WSGI_APPLICATION = "tests.bench.stock_grapple.wsgi.application"
MEDIA_ROOT = VAR_DIR / "stock-media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Stock"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
# The index is filled once, after everything is written.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}
GRAPHENE = {"SCHEMA": "grapple.schema.schema"}
GRAPPLE = {"APPS": ["stock"]}

INSTALLED_APPS = [
    "tests.bench.stock_grapple.apps.Stock",
    "grapple",
    "graphene_django",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
