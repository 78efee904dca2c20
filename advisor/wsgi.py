"""The WSGI application, loaded once before the workers fork, with the newest publication compiled."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
application = get_wsgi_application()

from mandates.publishing import editions  # noqa: E402 - reads models, so Django must be set up

editions.preload()
