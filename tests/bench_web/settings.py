"""The site as in production, with the starter content, on a loopback address: static files compressed and named by what they hold."""

from cms.settings.development import *  # noqa: F403 - settings derive by star: each name is Django's
from cms.settings.production import STORAGES as PRODUCTION_STORAGES

DEBUG = False
STORAGES = PRODUCTION_STORAGES
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
