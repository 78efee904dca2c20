from django.urls import path

from mandates import feedback_views, info, search_views, views
from mandates.rules.ruleset import InfoPage

urlpatterns = [
    path("palvelut/", views.services, name="services"),
    path("palvelut/<slug:slug>/", views.service, name="service"),
    path("valtuudet/", views.mandates, name="mandates"),
    path("valtuudet/<slug:slug>/", views.mandate, name="mandate"),
    path("taulukko/", views.matrix, name="matrix"),
    path("haku/", search_views.search_page, name="search"),
    path("haku.json", search_views.search_json, name="search_json"),
    *(path(f"{page}/", info.info, {"page": page}, name=page) for page in InfoPage),
    path("palaute/", feedback_views.feedback_page, name="feedback"),
]
