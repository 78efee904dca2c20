"""A Django with one view that says "ok": what a worker holds that does nothing."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

SECRET_KEY = "not one"  # noqa: S105 - nothing is signed
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.empty"
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]


def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", ok), path("readyz", ok)]
application = get_wsgi_application() if not settings.configured else None
