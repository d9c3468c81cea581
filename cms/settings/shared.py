"""What the whole house and the website alone both say: where they write and listen, languages, HTTPS, logs. Safe by default."""

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.settings.environment import Environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = Environment(os.environ)

# Everything that runs writes here: database, media, static files, search index.
VAR_DIR = ENVIRONMENT.path("VAR_DIR", BASE_DIR / "var")

# --- Where it answers ---
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.words("ALLOWED_HOSTS")
HOST = ENVIRONMENT.text("HOST", "127.0.0.1")
PORT = ENVIRONMENT.number("PORT", 8000, minimum=1, maximum=65535)
# Threads that answer requests; each may hold two database connections.
WEB_THREADS = ENVIRONMENT.number("WEB_THREADS", 4, minimum=1, maximum=64)
# Processes that answer requests. Each has its own kept answers.
WEB_WORKERS = ENVIRONMENT.number("WEB_WORKERS", 1, minimum=1, maximum=64)
STATIC_URL = "/static/"

# --- Languages ---
# The languages of the content, the source first; the admin has its own list below.
LANGUAGES = [("fr", _("French")), ("en", _("English")), ("ar", _("Arabic"))]
SITE_SOURCE_LANGUAGE = "fr"
LANGUAGE_CODE = "fr"
LOCALE_PATHS = [BASE_DIR / "locales"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
# What the admin speaks; readers may have more.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", _("French")), ("en", _("English"))]

# --- Security ---
SECURE_SSL_REDIRECT = ENVIRONMENT.flag("SSL_REDIRECT", True)
# Only behind a proxy that always sets or strips this header: otherwise a visitor could claim to come over HTTPS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.flag("BEHIND_TLS_PROXY", False) else None
SECURE_HSTS_SECONDS = ENVIRONMENT.number("HSTS_SECONDS", 31_536_000, minimum=0, maximum=63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.flag("HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_REFERRER_POLICY = "same-origin"
# Our own proxies before this program: the address that the outermost saw is the client's.
TRUSTED_PROXIES = ENVIRONMENT.number("TRUSTED_PROXIES", 1 if SECURE_PROXY_SSL_HEADER else 0, minimum=0, maximum=8)
# Whom to tell of a hole in the program: mailto: or https:, told in /.well-known/security.txt; without it there is no such file.
SECURITY_CONTACT = ENVIRONMENT.contact("SECURITY_CONTACT")

# --- The website for readers ---
# Memory for kept answers, in each process, in megabytes; 0 keeps none.
ANSWER_CACHE_MB = ENVIRONMENT.number("ANSWER_CACHE_MB", 64, minimum=0, maximum=65_536)
# The documents it sends, by the names of their operations.
WEBSITE_DOCUMENTS = BASE_DIR / "graphql" / "operations" / "manifest.json"
# Where « Quitter vite » leads from pages of urgent help: something that anybody may have been looking at.
WEBSITE_QUICK_EXIT = ENVIRONMENT.url("WEBSITE_QUICK_EXIT", "https://meteofrance.com")

# --- Logs ---
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "cms.logging.RequestIdFilter"}},
    "formatters": {
        "json": {"()": "cms.logging.JsonFormatter"},
        "readable": {"()": "cms.logging.ReadableFormatter"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["request_id"], "formatter": "json"},
    },
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.text("LOG_LEVEL", "INFO")},
    # Django's own handlers would write each line twice, and mail errors with the visitor's address.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # Two lines for each thing saved, which say only that Wagtail noted it for its own look-ups.
        "django_tasks": {"level": "WARNING"},
        # Whoever scans the net makes one, with a traceback; the access line says that it was answered with 400.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        # A line for each request; what matters of it is told by `search.elasticsearch`.
        "elastic_transport": {"level": "ERROR"},
        # What it mends in other people's PDFs while they are checked is no business of ours; what it cannot read is refused with a message.
        "pypdf": {"level": "CRITICAL"},
    },
}
