from django.urls import path

from mandates import search_views, views

urlpatterns = [
    path("palvelut/", views.services, name="services"),
    path("palvelut/<slug:slug>/", views.service, name="service"),
    path("valtuudet/", views.mandates, name="mandates"),
    path("valtuudet/<slug:slug>/", views.mandate, name="mandate"),
    path("taulukko/", views.matrix, name="matrix"),
    path("haku/", search_views.search_page, name="search"),
    path("haku.json", search_views.search_json, name="search_json"),
]
