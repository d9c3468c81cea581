"""Tests: production's answers, with its data in a temporary folder of each test process."""

import os
import tempfile

# The object stays referenced here: the folder goes away with the process.
_scratch = tempfile.TemporaryDirectory(prefix="club-tests-")
os.environ["VAR_DIR"] = _scratch.name
os.environ["SECRET_KEY"] = "a key for tests, long enough to please every check: " + "0123456789" * 3
os.environ["PUBLIC_URL"] = "http://testserver"
os.environ["SITE_URL"] = "https://lecteurs.invalid"
if _servers := os.environ.get("TEST_DATABASE_URLS"):
    # A server for each process of the suite (`tests.stack`); without processes, the first.
    os.environ["DATABASE_URL"] = _servers.split()[int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))]

from cms.settings.production import *  # noqa: E402, F403 - settings derive by star: each name is Django's
from cms.settings.production import DATABASES, LOGGING, SILENCED_SYSTEM_CHECKS, STORAGES, VAR_DIR  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECURE_SSL_REDIRECT = False
# A file, not memory: threads and the snapshot alias need connections of their own to one database.
DATABASES["default"].setdefault("TEST", {})
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"]["NAME"] = VAR_DIR / "test.sqlite3"
    # Durability means nothing to a database that dies with its process.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
# A test's own transaction is invisible to a second connection: tests of the snapshot itself set this back.
SNAPSHOT_DATABASE = "default"

# Fast on purpose: no secret is kept by tests.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
# Tests of the second factor itself set this back.
SECOND_FACTOR_REQUIRED_OF_PUBLISHERS = False
# The encoder takes each process of the suite a second and 120 MB: tests of what it finds set this back.
SEARCH_BY_MEANING = False
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "cms.I001"]
# No test asks the world; those of the checks themselves set this back.
CHECK_EXTERNAL_LINKS = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING = {**LOGGING, "root": {**LOGGING["root"], "level": "WARNING"}}
