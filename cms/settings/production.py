"""Production: the base of all settings. What a deployment forgets to say is refused or safe."""

from datetime import timedelta
from typing import Any

from csp.constants import NONE, SELF

from cms.settings.shared import *  # noqa: F403 - settings derive by star: each name is Django's
from cms.settings.shared import ENVIRONMENT, SITE_SOURCE_LANGUAGE, VAR_DIR

# --- Secrets and addresses ---
SECRET_KEY = ENVIRONMENT.text("SECRET_KEY")
# The address editors and readers use from outside, for links in mail.
PUBLIC_URL = ENVIRONMENT.url("PUBLIC_URL")
# Where readers find the pages: the address of their website, which may be another program on another host.
SITE_URL = ENVIRONMENT.url("SITE_URL", PUBLIC_URL)
# Demo accounts and starter content exist in development only.
HAS_DEMO_CONTENT = False

# --- The house ---
INSTALLED_APPS = [
    # First: it patches model classes while the other applications load.
    "modeltranslation",
    "pages",
    "search",
    "api",
    "editorial",
    "website",
    "cms",
    "graphene_django",
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
    "axes",
    "corsheaders",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "cms.logging.RequestId",
    "cms.health.Health",
    "api.http.bypass.GraphQLBypass",
    "website.parameters.KnownParameters",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.content_security.ContentSecurity",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    # Before everything else that does something for a person of the admin.
    "editorial.second_factor_door.SecondFactorDoor",
    "django.contrib.messages.middleware.MessageMiddleware",
    # After the messages: it says what it took back.
    "pages.admin_requests.AtomicAdminWrites",
    "pages.link_chooser.LinksToOurPages",
    "editorial.fences.TeamFences",
    "editorial.harmless_csv.HarmlessCsv",
    # Last: it answers for a log-in that is refused.
    "axes.middleware.AxesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
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

# --- Data ---
# Seconds after which an operation of the GraphQL endpoint is given up, and each of its statements.
GRAPHQL_OPERATION_SECONDS = ENVIRONMENT.number("GRAPHQL_OPERATION_SECONDS", 5, minimum=1, maximum=60)
DATABASES = ENVIRONMENT.databases("DATABASE_URL", VAR_DIR / "club.sqlite3", GRAPHQL_OPERATION_SECONDS)
# The alias of consistent reads: one transaction on it reads one state of the database and cannot write.
SNAPSHOT_DATABASE = "snapshot"
MEDIA_ROOT = VAR_DIR / "media"
# Stored files are for people of the admin; readers get them under /media/, from one view that knows what is public.
MEDIA_URL = "/admin/media/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Signed consents: below nothing that is served; one view of the admin reads them, for those who have the right.
    "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "private"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # The drawn cards of pages, 120 KB each at most, for all processes of this host: what was dropped is drawn anew.
    "cards": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cards",
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
# Wagtail's page forms with many blocks pass Django's usual thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Languages: those of shared.py, a column each ---
MODELTRANSLATION_DEFAULT_LANGUAGE = SITE_SOURCE_LANGUAGE
MODELTRANSLATION_FALLBACK_LANGUAGES = (SITE_SOURCE_LANGUAGE,)
MODELTRANSLATION_CUSTOM_FIELDS = ("StreamField", "RichTextField")

# --- Wagtail ---
WAGTAIL_SITE_NAME = "Club des Parents Connectés"
WAGTAIL_PAGE_MODEL = "pages.BasePage"
WAGTAILIMAGES_IMAGE_MODEL = "pages.ClubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.image_forms.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "pages.ClubDocument"
# Translation is by field, not by a tree per language.
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_USER_LOGIN_FORM = "editorial.log_in.LogInForm"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "pages.rich_text.TextArea"}}
# What is published at the end of a workflow is the version that was approved.
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.workflow.publish_approved"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# A review ends with the publication of everything it is about, which may be one language of several (`editorial.reviews`).
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
# For the admin's own look-ups; readers search through `search/`.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Nothing of an editor's visit goes to other people's servers.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None

# --- Uploads (what is taken is told by content: pages/uploads) ---
# No SVG, which can hold scripts; no HEIC or TIFF, which browsers do not show.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
# Bytes. A photograph of a good camera; readers never get the file itself, only smaller ones made from it.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
# The largest photographs of telephones; unpacked they take 200 MB of memory, and a bomb of a few kilobytes can claim far more.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
# What a family can still take away over a telephone.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# An interview of an hour in a quality that streams over a home line.
VIDEO_MAX_UPLOAD_SIZE = 500 * 1024 * 1024
# An hour of somebody reading.
AUDIO_MAX_UPLOAD_SIZE = 50 * 1024 * 1024

# --- Search and GraphQL ---
# In the process ("tantivy"), or on a server of its own for several hosts.
SEARCH_ENGINE = ENVIRONMENT.text("SEARCH_ENGINE", "tantivy", choices=("tantivy", "elasticsearch"))
SEARCH_INDEX_DIR = ENVIRONMENT.path("SEARCH_INDEX_DIR", VAR_DIR / "search")
# The nodes of the search server, with user and password, or a key beside them; and whose signature their certificates bear.
SEARCH_URL = ENVIRONMENT.servers("SEARCH_URL", is_required=SEARCH_ENGINE == "elasticsearch")
SEARCH_API_KEY = ENVIRONMENT.text("SEARCH_API_KEY", "")
SEARCH_CA_FILE = ENVIRONMENT.file("SEARCH_CA_FILE")
# What the names of our indices on the server begin with.
SEARCH_INDEX_PREFIX = ENVIRONMENT.name("SEARCH_INDEX_PREFIX", "club")
# Whether this host keeps an index of its own, too, and answers from it while the search server is away.
SEARCH_STANDBY = ENVIRONMENT.flag("SEARCH_STANDBY", False)
# Whether questions find pages by what they mean, too; without it, by words alone.
SEARCH_BY_MEANING = ENVIRONMENT.flag("SEARCH_BY_MEANING", True)
# Which documents run: all that are valid, or those of graphql/operations/manifest.json alone.
GRAPHQL_DOCUMENTS = ENVIRONMENT.text("GRAPHQL_DOCUMENTS", "open", choices=("open", "allow-list"))
# Introspection, suggestions in messages and GraphiQL, together: what is shown is public, and so is its contract.
GRAPHQL_EXPLORATION = ENVIRONMENT.flag("GRAPHQL_EXPLORATION", True)
GRAPPLE: dict[str, Any] = {"APPS": ["pages"], "PAGE_INTERFACE": "api.types.interfaces.Page", "EXPOSE_GRAPHIQL": False}

# What the website answers itself right below the start of a language (website/urls.py): no page may have these addresses there.
RESERVED_ADDRESSES = (
    *("aide", "recherche", "themes", "ages", "publics", "personnes", "interviews", "associations"),
    *("numeros", "soiree", "signaler", "merci", "apercu", "qr"),
)
# Where readers' browsers find the files of the API: "" is the server that they read.
WEBSITE_MEDIA_ORIGIN = ""

# What shows editors a page, saved or not: called with the request, the page and the language.
PAGE_PREVIEW = "editorial.previews.panel.preview_response"
# How the desk has a draft shown as the website does, and what stands in the place of one that cannot be shown.
DRAFT_PAGE = "website.drafts.draft_page"
DRAFT_NOTICE = "website.drafts.draft_notice"
# Where the website shows previews, with {token}: best behind a #, which no server gets to see and write into its logs.
PREVIEW_URL = ENVIRONMENT.url_holding("PREVIEW_URL", "{token}") or f"{SITE_URL}/{SITE_SOURCE_LANGUAGE}/apercu#{{token}}"

# --- Security ---
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.origins("CSRF_TRUSTED_ORIGINS")
# Wagtail shows previews in a frame of its own pages.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    # HSTS preloading binds a whole domain, for years: its owner decides, not this program.
    "security.W021",
    # It asks for X_FRAME_OPTIONS = "DENY"; see the reason above.
    "security.W019",
]
# Five wrong passwords for one name from one address close that pair for a quarter of an hour; a name alone is never closed, so that
# nobody can keep an editor out.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "editorial/locked_out.html"
AXES_SENSITIVE_PARAMETERS = ["username", "password"]
AXES_VERBOSE = False
# Whoever can publish, or may do everything, gives a code of their telephone after the password (editorial/second_factor.py).
SECOND_FACTOR_REQUIRED_OF_PUBLISHERS = ENVIRONMENT.flag("SECOND_FACTOR_REQUIRED_OF_PUBLISHERS", True)
# The name under which the telephone files the codes.
OTP_TOTP_ISSUER = WAGTAIL_SITE_NAME
# Seconds to wait after a wrong code; each further one doubles them.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 1
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Pictures are shown before they are sent; the admin's further needs stand in cms/content_security.py.
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
# Web sites that may read the API from a browser: every one, since what it gives is public and no cookie counts, unless some are named.
CORS_ALLOWED_ORIGINS = ENVIRONMENT.origins("CORS_ALLOWED_ORIGINS")
CORS_ALLOW_ALL_ORIGINS = not CORS_ALLOWED_ORIGINS
# The endpoint says it itself (api/http/cors.py): its answers pass by this middleware.
CORS_URLS_REGEX = r"^/media/"
CORS_ALLOW_CREDENTIALS = False

# --- The GraphQL endpoint ---
# Seconds that caches beyond this program may keep an answer: browsers, shared ones, and those while they ask again.
ANSWER_MAX_AGE = ENVIRONMENT.number("ANSWER_MAX_AGE", 10, minimum=0, maximum=86_400)
ANSWER_SHARED_MAX_AGE = ENVIRONMENT.number("ANSWER_SHARED_MAX_AGE", 60, minimum=0, maximum=86_400)
ANSWER_STALE_WHILE_REVALIDATE = ENVIRONMENT.number("ANSWER_STALE_WHILE_REVALIDATE", 30, minimum=0, maximum=86_400)

# --- The website for readers ---
# Where its answers come from: a GraphQL endpoint elsewhere, or, without one, what runs in this process (api/http/in_process.py).
CLUB_GRAPHQL_URL = ENVIRONMENT.url("CLUB_GRAPHQL_URL", "")
WEBSITE_ANSWERS = "api.http.in_process.answer"

# --- Mail ---
EMAIL_HOST = ENVIRONMENT.text("EMAIL_HOST", "localhost")
EMAIL_PORT = ENVIRONMENT.number("EMAIL_PORT", 25, minimum=1, maximum=65535)
EMAIL_HOST_USER = ENVIRONMENT.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = ENVIRONMENT.text("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = ENVIRONMENT.flag("EMAIL_TLS", False)
DEFAULT_FROM_EMAIL = ENVIRONMENT.text("EMAIL_FROM", "webmaster@localhost")

# --- Upkeep ---
# Whether the links of public pages to other sites are asked now and then whether they still answer: only public addresses are, some
# ten a minute at most, each once a week.
CHECK_EXTERNAL_LINKS = ENVIRONMENT.flag("CHECK_EXTERNAL_LINKS", True)
# Tests alone ask a server of their own.
EXTERNAL_LINKS_ALLOW_LOOPBACK = False
