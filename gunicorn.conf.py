"""gunicorn as this service runs it: `gunicorn` in this folder, with no arguments. On a network, behind nginx."""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from gunicorn import util

from advisor.env import refusals_as_exit
from advisor.refusals import write_refusal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advisor.settings")
os.umask(0o077)  # what the service writes is its own
with refusals_as_exit():
    host, port, workers = settings.HOST, settings.PORT, settings.WEB_CONCURRENCY

wsgi_app = "advisor.wsgi:application"
bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
worker_class = "advisor.one_piece.Worker"
threads = settings.THREADS
sendfile = False  # a file is an answer like any other
preload_app = True  # one compiled publication, shared by the workers
max_requests = 0
timeout = 30
graceful_timeout = 20
limit_request_line = 8190
control_socket_disable = True
accesslog = None
forwarder_headers = ""  # no request says where the service is mounted
secure_scheme_headers: dict[str, str] = {}  # Django reads the proxy's X-Forwarded-Proto itself
logconfig_dict = settings.LOGGING
util.write_error = write_refusal  # what never reaches the application is answered as the application would
if Path("/dev/shm").is_dir():  # noqa: S108 - only the workers' heartbeat files, and never on a slow disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def post_fork(server: Any, worker: Any) -> None:
    """Threads do not survive the fork, so each worker starts its own look-out for a newer publication."""
    from advisor import background  # noqa: PLC0415 - needs the application that preloading has set up

    heed_stops(server)
    background.start()


def heed_stops(server: Any) -> None:
    """A stop that comes before a worker has handlers of its own ends it. It would be put where only the parent looks,
    and the parent would wait for the worker until the grace is over."""
    stops = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
    for stop in stops:
        signal.signal(stop, signal.SIG_DFL)
    while not server.SIG_QUEUE.empty():
        if server.SIG_QUEUE.get() in stops:
            sys.exit(0)


def worker_exit(server: Any, worker: Any) -> None:
    """What visitors told in the last second is written before the worker ends."""
    from advisor import background  # noqa: PLC0415 - as above

    background.finish()
