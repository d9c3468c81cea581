"""The website alone: no database, no admin, no secret; everything it shows comes from the GraphQL endpoint at CLUB_GRAPHQL_URL."""

from urllib.parse import urlsplit

from cms.settings.shared import *  # noqa: F403 - settings derive by star: each name is Django's
from cms.settings.shared import ENVIRONMENT, VAR_DIR

CLUB_GRAPHQL_URL = ENVIRONMENT.url("CLUB_GRAPHQL_URL")
# The website's own address, for canonical links, feeds and sitemaps.
SITE_URL = ENVIRONMENT.url("SITE_URL")
# Where readers' browsers find images, films and files: at the endpoint's own server, unless they are at another address for them.
_endpoint = urlsplit(CLUB_GRAPHQL_URL)
WEBSITE_MEDIA_ORIGIN = ENVIRONMENT.url("WEBSITE_MEDIA_ORIGIN", f"{_endpoint.scheme}://{_endpoint.netloc.rpartition('@')[2]}")
# Nothing here answers by itself.
WEBSITE_ANSWERS = ""

INSTALLED_APPS = [
    "website",
    "cms.alone",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "cms.logging.RequestId",
    "cms.alone.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "website.parameters.KnownParameters",
    # No page holds a secret that its length could tell: there is no cookie, no token, no account.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "cms.alone.urls"
X_FRAME_OPTIONS = "SAMEORIGIN"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES: dict[str, object] = {}
# Not those of the whole house, which may stand beside it.
STATIC_ROOT = VAR_DIR / "website" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
SILENCED_SYSTEM_CHECKS = [
    # HSTS preloading binds a whole domain, for years: its owner decides, not this program.
    "security.W021",
    # Frames of the same site are ours.
    "security.W019",
    # Nothing is signed: there are no cookies, no sessions and no forms that carry a token.
    "security.W009",
    "security.W003",
]
