from django.urls import path

from bench.peer.views import Questionnaire, start

urlpatterns = [
    path("readyz", start),
    path("", start, name="start"),
    path("kysely/", Questionnaire.as_view(), name="questionnaire"),
]
