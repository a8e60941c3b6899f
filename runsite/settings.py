"""All settings. What a deployment may change is read from the environment in the first block."""

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP

from runsite import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = BASE_DIR / "var"

# --- The environment: every variable, with its safe default ----------------------------------
SECRET_KEY = environment.secret("SECRET_KEY", VAR / "secret_key")
DEBUG = environment.boolean("DEBUG", False)
PORT = environment.port("PORT", 8000)
SITE_URL = environment.site_url("SITE_URL", f"http://localhost:{PORT}")
SITE_NAME = environment.text("SITE_NAME", "Runsite")
SITE_NETLOC = urlsplit(SITE_URL).netloc
SITE_HOST = urlsplit(SITE_URL).hostname or ""
OTHER_HOSTS = environment.hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
ALLOWED_HOSTS = list(dict.fromkeys([SITE_HOST, *OTHER_HOSTS]))
DATABASES = {"default": environment.database("DATABASE_URL", VAR / "db.sqlite3")}
REDIS_URL = environment.redis_url("REDIS_URL")
MEDIA_ROOT = environment.folder("MEDIA_ROOT", VAR / "media")
MEDIA_STORAGE = environment.media_storage("MEDIA_STORAGE")
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")
BEHIND_PROXY = environment.boolean("BEHIND_PROXY", False)
READY_BYTES = environment.megabytes("READY_MB", 64)
READY_FOLDER = environment.folder("READY_FOLDER", VAR / "ready")
MAILERS = {"default": environment.mail("EMAIL_URL")}
DEFAULT_FROM_EMAIL = environment.text("EMAIL_FROM", f"editors@{SITE_HOST}")
# ----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "articles.apps.EditorsSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles, so that `make dev` serves static files the way production does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    # Its form templates, for FORM_RENDERER below.
    "django.forms",
    "django_prose_editor",
    "articles.apps.ArticlesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "runsite.middleware.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "runsite.urls"
WSGI_APPLICATION = "runsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context_processors.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

if REDIS_URL:
    # A frozen one is given up soon, and not tried again.
    PATIENCE = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry": None}
    CACHES = {
        "default": {
            "BACKEND": "runsite.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": PATIENCE,
        }
    }
    SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "runsite.formats"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
STORAGES = {
    "default": MEDIA_STORAGE,
    "staticfiles": {"BACKEND": "runsite.static_files.Storage"},
}
# The texts of one form; the files beside them are not counted.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# An article with many quotes posts many fields: 21 muscles and a dozen others each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_PERMISSIONS = 0o644

# The editor's library writes one fixed <style> element; its hash allows that one and no other.
EDITOR_STYLE_HASH = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE, EDITOR_STYLE_HASH],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
CSRF_FAILURE_VIEW = "runsite.errors.csrf_failure"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

if SITE_URL.startswith("https://"):
    SECURE_SSL_REDIRECT = True
    SECURE_SSL_HOST = urlsplit(SITE_URL).netloc
    # A prober inside the house asks over plain http.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    MIDDLEWARE.insert(0, "runsite.middleware.client_address")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Its own handlers would say everything twice.
        "django": {"handlers": [], "level": "INFO"},
        # Errors with their path and traceback; readers' mistyped addresses are no news.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
