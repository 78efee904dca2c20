"""The WSGI application, loaded once before the workers fork, with the newest publication compiled."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
application = get_wsgi_application()

from advisor import background  # noqa: E402 - reads models, so Django must be set up

background.prepare()
gc.collect()
gc.freeze()  # a collection would write to all of it, and each worker would have a copy of its own
