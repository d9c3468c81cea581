"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from api.documents.manifest import trusted_documents

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()
# Where only trusted documents run, a server without them does not start.
trusted_documents()
