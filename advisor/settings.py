"""Every setting. What the environment may set is in docs/settings.md; a bad value there stops the start."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.http.request import validate_host

from advisor.env import Reader, refuse
from mandates.rules.texts import LANGUAGE_TABLE

BASE_DIR = Path(__file__).resolve().parent.parent
env = Reader()

# --- What the environment says --------------------------------------------------------------------

PRODUCTION = env.boolean("PRODUCTION")
DEBUG = env.boolean("DEBUG")
if PRODUCTION and DEBUG:
    refuse("DEBUG", "is true while PRODUCTION is true", "false in production")

DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "data")
SECRET_KEY = env.secret("SECRET_KEY", production=PRODUCTION, keep_in=DATA_DIR / "secret-key")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", production=PRODUCTION)
HOST = env.bind_address("HOST", "127.0.0.1")
if DEBUG and HOST not in ("localhost", "127.0.0.1", "::1"):
    refuse("DEBUG", f"is true while HOST is {HOST!r}", "false where others can reach the service")
PORT = env.whole("PORT", 8000, largest=65535)
PUBLIC_URL = env.address("PUBLIC_URL", f"http://127.0.0.1:{PORT}", production=PRODUCTION, hosts=ALLOWED_HOSTS)
ADMIN_HOST = env.host("ADMIN_HOST", production=PRODUCTION)
if ADMIN_HOST and not validate_host(ADMIN_HOST, ALLOWED_HOSTS):
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, ADMIN_HOST]
if ADMIN_HOST and urlsplit(PUBLIC_URL).hostname == ADMIN_HOST.strip("[]"):
    refuse("ADMIN_HOST", f"is {ADMIN_HOST!r}, which PUBLIC_URL names too", "another host name than the visitors'")
PUBLISHER = env.line("PUBLISHER")
if PRODUCTION and not PUBLISHER:
    refuse("PUBLISHER", "is empty while PRODUCTION is true", "the name of its publisher, as the law asks")
SECURITY_CONTACT = env.contact("SECURITY_CONTACT")
WEB_CONCURRENCY = env.whole("WEB_CONCURRENCY", 2, largest=64)
REFRESH_SECONDS = env.seconds("REFRESH_SECONDS", 1.0)
FEEDBACK_MONTHS = env.whole("FEEDBACK_MONTHS", 12, largest=120)
FEEDBACK_ROWS = env.whole("FEEDBACK_ROWS", 20_000, largest=1_000_000)
LOG_FORMAT = env.one_of("LOG_FORMAT", "line", "json")
TRUSTED_PROXIES = env.addresses("TRUSTED_PROXIES", ["127.0.0.1", "::1"] if PRODUCTION else [])
ADMIN_SECOND_FACTOR = env.boolean("ADMIN_SECOND_FACTOR", default=PRODUCTION)
ADMIN_PROXY_USER_HEADER = env.header("ADMIN_PROXY_USER_HEADER")
if ADMIN_PROXY_USER_HEADER and not TRUSTED_PROXIES:
    refuse("TRUSTED_PROXIES", "is empty while ADMIN_PROXY_USER_HEADER is set", "the address of the proxy that signs in")
PUBLISHING_NEEDS_REVIEW = env.boolean("PUBLISHING_NEEDS_REVIEW")
THREADS = 4  # of each worker
ADMIN_THREADS = THREADS // 2

# --- Database -------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
}
POSTGRESQL_OPTIONS = {"connect_timeout": 3, "tcp_user_timeout": 10_000, "options": "-c statement_timeout=10s"}

_database: dict[str, Any] = env.database("DATABASE_URL", DATA_DIR / "db.sqlite3")
_options = SQLITE_OPTIONS if _database["ENGINE"].endswith("sqlite3") else POSTGRESQL_OPTIONS
DATABASES = {"default": {**_database, "OPTIONS": {**_options, **_database.get("OPTIONS", {})}, "CONN_MAX_AGE": 0}}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Application ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "mandates.apps.EditorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "mandates",
    "advisor",
]
MIDDLEWARE = [
    "advisor.page_cache.PageCacheMiddleware",
    "advisor.middleware.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "advisor.middleware.AdminHostMiddleware",
    "advisor.middleware.AdminRoomMiddleware",
    "advisor.middleware.PublicMethodsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Sessions, CSRF, authentication and messages exist only under /admin/.
    "advisor.middleware.AdminSessionMiddleware",
    "advisor.middleware.AdminCsrfMiddleware",
    "advisor.middleware.AdminAuthenticationMiddleware",
    "advisor.middleware.AdminProxyUserMiddleware",
    "advisor.middleware.AdminMessageMiddleware",
]
ROOT_URLCONF = "advisor.urls"
WSGI_APPLICATION = "advisor.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # What the admin needs.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mandates.admin.preview.preview.offered",
            ],
            "builtins": ["advisor.parts"],
        },
    },
]

LANGUAGE_CODE = LANGUAGE_TABLE[0].code
LANGUAGES = [(language.code, language.own_name) for language in LANGUAGE_TABLE]
FORMAT_MODULE_PATH = "advisor.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

# --- Static files ---------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "advisor.static_files.JoinedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600  # for the few unhashed names; hashed ones never change and are kept for good
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {".svg": "image/svg+xml; charset=utf-8"}  # text too; it adds the charset to text/* only

# --- Security -------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
if ADMIN_PROXY_USER_HEADER:
    AUTHENTICATION_BACKENDS = ["mandates.door.proxy.ProxyUserBackend"]
PASSWORD_HASHERS = ["mandates.door.hashing.PatientHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "mandates.door.passwords.LongestPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "mandates.door.passwords.UncommonPasswordValidator"},
]
OTP_TOTP_ISSUER = "Asiointivaltuusneuvoja"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "advisor.errors.forbidden"

# A mandate of 11,000 conditions is one form. Visitors have limits of their own: advisor/middleware.py.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

SESSION_COOKIE_AGE = 3600  # seconds without a request; each request starts the hour anew
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
# The editors' language. Public pages have theirs from the address and never see this cookie.
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# The answers stand in the address, so no other site may learn it from a link.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
# All but what the pages use themselves: writing to the clipboard and the share sheet.
_features = (
    "accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen geolocation "
    "gyroscope magnetometer microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock "
    "serial sync-xhr usb xr-spatial-tracking"
)
PERMISSIONS_POLICY: dict[str, list[str]] = {feature: [] for feature in _features.split()}

if PRODUCTION:
    # Right only behind a proxy that sets X-Forwarded-Proto itself: docs/deploying.md.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Secure-language"

# It looks for Django's own class by name; advisor.E001 looks for a subclass of it.
SILENCED_SYSTEM_CHECKS = ["security.W003"]

# --- Logs: to stderr, without visitors' addresses, query strings and codes ------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "advisor.logs.LineFormatter"}, "json": {"()": "advisor.logs.JsonFormatter"}},
    "filters": {"brief": {"()": "advisor.logs.Brief"}, "discreet": {"()": "advisor.logs.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["brief"]}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # The development server logs whole request lines.
        "django.server": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False, "filters": ["discreet"]},
    },
}
