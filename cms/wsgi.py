"""The WSGI application, for whichever server serves it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
_django = get_wsgi_application()

from cms.answering import answering  # noqa: E402 - it reads the settings and models of a Django that is set up

application = answering(_django)
