"""Every address of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from advisor import code_views, errors, support_views, views
from advisor.questionnaire import Step

public: list[URLPattern | URLResolver] = [
    path("", views.start, name="start"),
    path("kysely/organisaatio/", views.step, {"step": Step.ORGANISATION}, name="organisation"),
    path("kysely/tehtavat/", views.step, {"step": Step.TASKS}, name="tasks"),
    path("kysely/suhde/", views.step, {"step": Step.RELATION}, name="relation"),
    path("tulos/", views.result, name="result"),
    path("tulos.json", views.result_json, name="result_json"),
    path("koodi/", code_views.typed, name="code"),
    path("koodi/<str:code>/", code_views.linked, name="code_link"),
    path("tuki/", support_views.desk, name="support"),
    path("", include("mandates.urls")),
]
urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("", include("advisor.api_urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(*public, prefix_default_language=False),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
