"""Settings of B2 Portal: one file, and the only reader of the environment (see .env.example)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from b2portal import engine_paths

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# --- Where we are -----------------------------------------------------------------------------------
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
# Without a server's address the engines of this directory are used: that is a demo or development machine.
EMBEDDED = not env("DATABASE_URL", default="")
EMBEDDED_VALKEY = not env("REDIS_URL", default="")
DEBUG = env.bool("DEBUG", default=False)
# The demo shows sign-in codes on the page and speaks plain http. Never set it where real people are.
DEMO = env.bool("DEMO", default=False)
_LOCAL = DEBUG or DEMO or EMBEDDED
# One reverse proxy of ours in front: it says the person's address and that they spoke https.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=not _LOCAL)
SECRET_KEY = env("SECRET_KEY", default="only-for-this-machine-" + "x" * 40 if _LOCAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY: a long random text, the same in web and worker.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # keys before it, still read
# The health check of the container asks for localhost.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=["127.0.0.1", "[::1]"]), "localhost"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "b2portal.urls"
WSGI_APPLICATION = "b2portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Applications -----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "accounts",
    "jobs",
    "papers",
    "applications",
    "vouchers",
    "b2portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "b2portal.middleware.Maintenance",
    "b2portal.middleware.NoNullBytes",
    "b2portal.counters.Turns",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.NoStore",
    "accounts.middleware.SessionLimits",
    "accounts.middleware.CurrentMembership",
    "accounts.middleware.SecondFactorRequired",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "b2portal.navigation.context",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "django_tables2/bootstrap5.html"

# --- Database: PostgreSQL everywhere ----------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=engine_paths.database_url(VAR_DIR))}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# Milliseconds. A page that waits longer than this for a row or an answer is broken: fail it, free the worker.
DATABASES["default"]["OPTIONS"]["options"] = (
    f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', default=15_000)}"
    f" -c lock_timeout={env.int('LOCK_TIMEOUT_MS', default=5_000)}"
    " -c idle_in_transaction_session_timeout=60000"
)

# --- Redis: cache (database 1) and Celery's messages (database 0) --------------------------------------
REDIS_URL = env("REDIS_URL", default=engine_paths.redis_url(VAR_DIR))
_REDIS_TIMEOUTS = {"socket_timeout": 2, "socket_connect_timeout": 2}  # seconds
_REDIS = "django.core.cache.backends.redis.RedisCache"
CACHES = {"default": {"BACKEND": _REDIS, "LOCATION": REDIS_URL, "OPTIONS": _REDIS_TIMEOUTS | {"db": 1}}}
if REDIS_URL == "memory://":  # tests without a broker
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)

# --- Celery: messages only wake workers; rows say what is to be done --------------------------------------
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600  # seconds; a lease of jobs is shorter, so the sweeper has noticed before
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = _REDIS_TIMEOUTS | {"visibility_timeout": 3600}
if REDIS_URL == "memory://":
    CELERY_BROKER_TRANSPORT_OPTIONS = {}
# A page never waits for a broker that is down: the sweeper wakes the work later.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_TIMEZONE = "Europe/Rome"

# --- People, passwords, sessions ------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": "accounts.passwords.UncommonPassword"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds a link to choose a password is good for
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # offices create their people; nobody signs up
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Wrong passwords and codes are counted by axes in the database: sign-in does not need the cache.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds a second factor stays fresh
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.SignInForm",
    "reset_password": "accounts.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.NewPasswordForm",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation has proved the address
MFA_TOTP_TOLERANCE = 1  # one period of 30 seconds before and after: clocks of phones differ
MFA_FORMS = {
    "authenticate": "accounts.forms.sign_in.CodeForm",
    "reauthenticate": "accounts.forms.sign_in.FreshCodeForm",
    "activate_totp": "accounts.forms.sign_in.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "B2 Portal"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # 15 minutes are 15 minutes
AXES_USERNAME_CALLABLE = "accounts.throttle.account_of"
AXES_SENSITIVE_PARAMETERS = ["login", "code", "password1", "password2", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "accounts.throttle.address_of"
# The password of the people of the demo, shown on the sign-in page only when DEMO is set.
DEMO_PASSWORD = env("DEMO_PASSWORD", default="valserena-girasole-lanterna")
AXES_LOCKOUT_CALLABLE = "b2portal.errors.too_many"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=15 * 60)
SESSION_ABSOLUTE_SECONDS = env.int("SESSION_ABSOLUTE_SECONDS", default=8 * 3600)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- What the browser is told ---------------------------------------------------------------------------
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "b2portal.errors.csrf_failure"
if not _LOCAL:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, in plain http
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "base-uri": [NONE],
    }
}

# --- Language and time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Rome"
MAINTENANCE_UNTIL = env("MAINTENANCE_UNTIL", default="")  # such as 18:30: every page is 503 until then

# --- Files ----------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
# Hashed names need `collectstatic`; the tests do without.
_MANIFEST = env.bool("STATIC_MANIFEST", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Documents of the case files: never below a static root, served only through a permission.
DOCUMENTS_DIR = Path(env("DOCUMENTS_DIR", default=str(VAR_DIR / "documents")))
# clamd: unix:///run/clamav/clamd.ctl or tcp://host:3310. Empty: no scanner, and the pages say so.
ANTIVIRUS = env("ANTIVIRUS", default="")
CASE_QUOTA_MB = env.int("CASE_QUOTA_MB", default=200)  # files brought into one case, in megabytes
UPLOADS_PER_DAY_MB = env.int("UPLOADS_PER_DAY_MB", default=500)  # files one person brings in one day
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000

# --- Post ----------------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)  # seconds a worker waits for the mail server
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")  # in front of the links of mails
SUPPORT_EMAIL = env("SUPPORT_EMAIL", default="assistenza@b2.example")
ACCESSIBILITY_EMAIL = env("ACCESSIBILITY_EMAIL", default=SUPPORT_EMAIL)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="noreply@localhost")

# --- Logs: one line per event on standard error, without personal data ----------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
