"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from advisor import errors, lost, views
from advisor.api.openapi import openapi
from advisor.api.views import catalogue, catalogue_schema
from advisor.browse import views as browse
from advisor.browse.info import info
from advisor.browse.robots import robots, security, sitemap
from advisor.conversation import code_page
from advisor.conversation.grantor import grantor
from advisor.conversation.questionnaire import QUESTIONS
from advisor.feedback import views as feedback
from advisor.feeds import views as feeds
from advisor.holding import views as holding
from advisor.search import views as search
from advisor.support import views as support_views
from advisor.team import views as team_views
from advisor.trouble.views import trouble
from mandates.rules.rows import InfoPage

public: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    *(path(f"kysely/{each.step}/", views.step, {"step": each.step}, name=each.step.route) for each in QUESTIONS),
    path("tulos/", views.result, name="result"),
    path("tulos.atom", feeds.result_feed, name="result_feed"),
    path("tulos.json", views.result_json, name="result_json"),
    path("koodi/", code_page.typed, name="code"),
    path("koodi/<str:code>.svg", code_page.picture, name="code_picture"),
    path("koodi/<str:code>/", code_page.linked, name="code_link"),
    path("koodi/<str:code>/antajalle/", grantor, name="grantor"),
    path("tarkista/", holding.holding, name="holding"),
    path("tuki/", support_views.desk, name="support"),
    path("tiimi/", team_views.team, name="team"),
    path("tiimi.atom", feeds.team_feed, name="team_feed"),
    path("tiimi.json", team_views.team_json, name="team_json"),
    path("tiimi.csv", team_views.team_csv, name="team_csv"),
    path("tiimi.xlsx", team_views.team_xlsx, name="team_xlsx"),
    path("julkaisut.atom", feeds.publications_feed, name="publications_feed"),
    path("palvelut/", browse.services, name="services"),
    path("palvelut/<slug:slug>/", browse.service, name="service"),
    path("valtuudet/", browse.mandates, name="mandates"),
    path("valtuudet/<slug:slug>/", browse.mandate, name="mandate"),
    path("ongelma/", trouble, name="trouble"),
    path("taulukko/", browse.matrix, name="matrix"),
    path("haku/", search.search_page, name="search"),
    path("haku.json", search.search_json, name="search_json"),
    *(path(f"{page}/", info, {"page": page}, name=page) for page in InfoPage),
    path("palaute/", feedback.feedback_page, name="feedback"),
]
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("luettelo.json", catalogue, name="catalogue"),
    path("luettelo.schema.json", catalogue_schema, name="catalogue_schema"),
    path("openapi.json", openapi, name="openapi"),
    path(".well-known/security.txt", security, name="security"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("admin/", admin.site.urls),
    *i18n_patterns(*public, prefix_default_language=False),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = lost.not_found
handler500 = errors.server_error
