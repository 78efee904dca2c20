"""What machines read that has no language."""

from django.urls import path

from advisor.api.openapi import openapi
from advisor.api.views import catalogue, catalogue_schema
from advisor.browse.robots import robots, sitemap

urlpatterns = [
    path("luettelo.json", catalogue, name="catalogue"),
    path("luettelo.schema.json", catalogue_schema, name="catalogue_schema"),
    path("openapi.json", openapi, name="openapi"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
]
