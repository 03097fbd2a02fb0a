"""How the desk runs. Everything an operator may change is an environment variable named here.

``HUIYIN_DATA``      folder of the database, uploads and keys (default ``./huiyin-data``)
``HUIYIN_LOCAL``     folder that this machine has for itself where several have ``HUIYIN_DATA`` in common: what is
                     arriving, locks (default ``HUIYIN_DATA``: there is one machine)
``HUIYIN_UPLOADS``   another place for uploads and exports: ``s3://bucket/folder?endpoint=https://…&region=…``; its key in
                     ``AWS_ACCESS_KEY_ID`` and ``AWS_SECRET_ACCESS_KEY``
``HUIYIN_MACHINE``   what this machine is called where several are listed (default its host name)
``HUIYIN_WATCHERS``  networks from which ``/health/`` and ``/metrics/`` may be asked, such as ``10.0.0.0/24``, with spaces
                     between (default none: this machine alone)
``HUIYIN_DRAIN_SECONDS`` how long the desk goes on serving after it was asked to end, while ``/health/`` says 503 and what
                     stands in front turns to other machines (default 0)
``HUIYIN_RAY``       address of a Ray cluster that groups comments, from ``HUIYIN_RAY_FROM`` on (default none: here)
``HUIYIN_RAY_FROM``  so many comments at once go to the cluster (default 2000000)
``DATABASE_URL``     another database, such as ``postgres://user:pass@host/name`` (default SQLite in the folder)
``HUIYIN_SITE``      the address people type, such as ``https://desk.example.org`` (default where
                     ``huiyin desk run`` serves it, http://127.0.0.1:8000)
``HUIYIN_MAIL_URL``  ``smtp://user:pass@host:port`` or ``submission://…`` (STARTTLS, but on this machine itself),
                     ``smtps://…`` (TLS from the first byte) or ``smtp+plain://…`` (no TLS); without it mails are written
                     to the folder
``HUIYIN_CONTACT`` where people without an account write to the secretariat
``HUIYIN_MAIL_FROM`` the sender of mails
``HUIYIN_PROXIES``   how many proxies of yours stand before the desk, each adding to X-Forwarded-For (default 0)
``HUIYIN_TLS_CERTIFICATE``, ``HUIYIN_TLS_KEY`` files (PEM) with which the desk itself speaks TLS 1.3, to a web server in front
                     on another machine; both or neither
``HUIYIN_LIMITS``    how many times wider than usual the limits on requests are (default 1; 0 takes them away)
``HUIYIN_BODY_SECONDS`` within how many seconds 4 KB for each of them must come of what is sent to the desk, and be
                     taken of what it answers (default 20); who is slower is cut off
``HUIYIN_KNOWN_PASSWORDS`` a file of passwords that have leaked, one a line, which nobody may choose (default none
                     beside the 19,640 that Django knows)
``HUIYIN_SECOND_STEP_DAYS`` how long the secretariat, coordinators and operators may go on without a second step, in
                     days from when they became that (default 14)
``HUIYIN_SECOND_STEP`` ``everybody``: all accounts need a second step, and codes hold for thirty seconds, as OWASP ASVS
                     asks at level 2 (default: those above, and a minute and a half)
``HUIYIN_SECRET_KEY_BEFORE`` the secret key before this one, while what was sealed with it is sealed anew
``HUIYIN_TIME_ZONE`` where deadlines are kept (default Asia/Shanghai)
``HUIYIN_READ_SECONDS``   how long one file may be read, in seconds (default 60; 10 where somebody waits for a page)
``HUIYIN_READ_MEGABYTES`` how much memory that may take (default 1024)
``HUIYIN_WORK_SECONDS``   how long grouping, mapping or tracing may take (default 3600)
``HUIYIN_WORK_MEGABYTES`` how much memory those may take (default 8192)
``HUIYIN_LOGS``      a folder for the log, a file a day, deleted by the desk; without it the log goes to standard error
``HUIYIN_LOG_URL``   another machine to which every line of the log goes as well, by syslog over TLS:
                     ``syslog+tls://logs.example.org:6514``, with ``?authority=/path/of/its.pem`` where its certificate
                     comes from an authority of your own
``HUIYIN_WEBHOOKS`` ``private``: webhooks may lead to addresses within your own walls, and without TLS (default: only
                     https and the open internet)
``HUIYIN_KEEP_…``    how many days things are kept that go by themselves: ``RETENTION`` below, names in capitals
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from huiyin.desk.core.mail_url import is_this_machine, read_mail_url
from huiyin.desk.core.remote_log import read_log_url
from huiyin.desk.core.secret_files import make_secret, read_or_make
from huiyin.desk.core.uploads_url import read_uploads_url

# Whoever runs the desk, by whatever server or command: what it writes nobody else on the machine reads.
os.umask(0o077)

#: Variables that hold secrets; each may also be a credential of systemd (``LoadCredential=NAME:file``).
_SECRETS = (
    "HUIYIN_SECRET_KEY", "HUIYIN_SECRET_KEY_BEFORE", "DATABASE_URL", "HUIYIN_MAIL_URL", "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
)  # fmt: skip
for _name in _SECRETS if "CREDENTIALS_DIRECTORY" in os.environ else ():
    _kept = Path(os.environ["CREDENTIALS_DIRECTORY"]) / _name
    if _name not in os.environ and _kept.is_file():
        os.environ[_name] = _kept.read_text("utf-8").strip()

DATA = Path(os.environ.get("HUIYIN_DATA", "huiyin-data")).resolve()
#: Of this machine alone. ``DATA`` is what all machines of a desk have in common: keys, uploads, the public record.
LOCAL = Path(os.environ.get("HUIYIN_LOCAL") or DATA).resolve()
MACHINE = (os.environ.get("HUIYIN_MACHINE") or socket.gethostname())[:100]
try:
    WATCHERS = [ip_network(one) for one in os.environ.get("HUIYIN_WATCHERS", "").split()]
except ValueError as _error:
    raise ImproperlyConfigured(f"HUIYIN_WATCHERS: {_error}") from None
DRAIN_SECONDS = float(os.environ.get("HUIYIN_DRAIN_SECONDS", "0"))
RAY = os.environ.get("HUIYIN_RAY", "")
RAY_FROM = int(os.environ.get("HUIYIN_RAY_FROM", "2000000"))
SITE = os.environ.get("HUIYIN_SITE", "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE)
IS_HTTPS = _site.scheme == "https"


#: Without it every limit by address would count all people behind the proxy as one; with a number that is too
#: large anybody could claim any address.
PROXIES = int(os.environ.get("HUIYIN_PROXIES", "0"))
LIMITS_TIMES = int(os.environ.get("HUIYIN_LIMITS", "1"))
#: A line of 32 kbit/s still brings its files; one that brings less holds places that others need.
BODY_SECONDS = float(os.environ.get("HUIYIN_BODY_SECONDS", "20"))
BODY_RATE = 4 * 1024

#: Where the web server in front stands on another machine.
TLS_FILES = [os.environ.get(name, "") for name in ("HUIYIN_TLS_CERTIFICATE", "HUIYIN_TLS_KEY")]
if any(TLS_FILES) and not all(map(os.path.isfile, TLS_FILES)):
    raise ImproperlyConfigured(
        "HUIYIN_TLS_CERTIFICATE and HUIYIN_TLS_KEY name two files, or neither is set"
    )

DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
with suppress(OSError):  # a folder that is somebody else's
    DATA.chmod(0o700)
LOCAL.mkdir(mode=0o700, parents=True, exist_ok=True)

# ---- secrets -----------------------------------------------------------------------------------------


#: Made once and kept beside the data; a restored desk has a new one.
SECRET_FILE = DATA / "secret-key"
SECRET_KEY = os.environ.get("HUIYIN_SECRET_KEY") or read_or_make(SECRET_FILE, make_secret).decode(
    "ascii"
)
#: Keys of before, of either kind: they open what was sealed and signed with them, until it is sealed anew.
SECRET_KEY_FALLBACKS = os.environ.get("HUIYIN_SECRET_KEY_BEFORE", "").split()
#: What the database holds sealed (authenticators' secrets) is sealed with this, and not with ``SECRET_KEY``: it goes with
#: the rows into backups, and signs nothing, so that who reads a backup can sign nobody in.
SEALING_FILE = DATA / "sealing-key"
SEALING_KEY = read_or_make(SEALING_FILE, make_secret).decode("ascii")
DEBUG = False
ALLOWED_HOSTS = [_site.hostname or "localhost", "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE]

# ---- what it is made of --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "huiyin.desk.core",
    "huiyin.desk.accounts",
    "huiyin.desk.audit",
    "huiyin.desk.notifications",
    "huiyin.desk.jobs",
    "huiyin.desk.registry",
    "huiyin.desk.networks",
    "huiyin.desk.directory",
    "huiyin.desk.returns",
    "huiyin.desk.ledger",
    "huiyin.desk.laws",
    "huiyin.desk.initiatives",
    "huiyin.desk.consultations",
    "huiyin.desk.proposals",
    "huiyin.desk.outcomes",
    "huiyin.desk.exports",
    "huiyin.desk.research",
    "huiyin.desk.pages",
    "huiyin.desk.api",
    "huiyin.desk.personal",
    "huiyin.desk.operations",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "wagtail_localize",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "huiyin.desk.core.compression.CompressPages",
    "huiyin.desk.core.unchanged_pages.answer_unchanged",
    "huiyin.desk.core.middleware.content_security",
    "huiyin.desk.core.security_log.note_refusals",
    "huiyin.desk.core.middleware.KeepableCharacters",
    "huiyin.desk.core.static_files.StaticFiles",
    "huiyin.desk.core.page_cache.give_kept_answers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "huiyin.desk.core.addresses.speak_by_address",
    "huiyin.desk.core.middleware.speak_language",
    "huiyin.desk.pages.frame.say_own_words",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "huiyin.desk.core.session_age.end_sessions_in_time",
    "huiyin.desk.core.sign_out.forget_who_left",
    "django.contrib.messages.middleware.MessageMiddleware",
    "huiyin.desk.core.middleware.page_of_refusal",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "huiyin.desk.accounts.devices.keep_track",
    "huiyin.desk.accounts.second_step.ask_for_second_step",
]

ROOT_URLCONF = "huiyin.desk.urls"
WSGI_APPLICATION = "huiyin.desk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "huiyin.desk.core.fused_templates.FusingLoader",
                    ["huiyin.desk.core.template_loaders.UnindentedLoader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "huiyin.desk.core.context_processors.add_frame",
                "huiyin.desk.accounts.context_processors.add_account",
                "huiyin.desk.ledger.context_processors.add_checkpoint",
                "huiyin.desk.consultations.context_processors.add_consultation",
                "huiyin.desk.pages.frame.add_site",
            ],
            "builtins": ["huiyin.desk.core.templatetags.desk"],
        },
    }
]

# ---- data ----------------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA / 'desk.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("postgresql") and not is_this_machine(
    DATABASES["default"].get("HOST")
):
    # Left alone, the driver goes on in the clear where a server far away offers nothing better, and believes any
    # certificate. Who wants that says so in the address: ?sslmode=…
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("sslmode", "verify-full")
    if DATABASES["default"]["OPTIONS"]["sslmode"] == "verify-full":
        DATABASES["default"]["OPTIONS"].setdefault("sslrootcert", "system")
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers read while one writes; IMMEDIATE makes writers wait for their turn instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        # FULL and (macOS) fullfsync: a commit is on the disk when it is answered, whatever happens to the power.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA fullfsync=ON; PRAGMA cache_size=-32000; "
        "PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
#: Whether several machines may serve this desk: what must hold across them is counted in the database.
HAS_SEVERAL_MACHINES = DATABASES["default"]["ENGINE"].endswith("postgresql")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

STATIC_URL = "/static/"
#: In common, for a page that one machine made asks another for its style sheet, also while they are of two versions.
STATIC_ROOT = DATA / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our files
MEDIA_ROOT = DATA / "uploads"
MEDIA_URL = (
    "/uploads/"  # never served as files: every download goes through a view that asks who may
)
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "huiyin.desk.core.stored_files.DurableStorage"},
    "staticfiles": {"BACKEND": "huiyin.desk.core.static_files.StaticFilesStorage"},
}
if _bucket := read_uploads_url(os.environ.get("HUIYIN_UPLOADS", "")):
    STORAGES["default"] = {
        "BACKEND": "huiyin.desk.core.bucket_storage.BucketStorage", "OPTIONS": _bucket,
    }  # fmt: skip
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "huiyin.desk.core.uploads.BoundedUpload",
]
FILE_UPLOAD_PERMISSIONS = 0o600
#: What is arriving. Not the machine's folder for what is temporary: that may be in memory, or not to be written to.
FILE_UPLOAD_TEMP_DIR = LOCAL / "arriving"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
#: The largest file taken in, in bytes.
UPLOAD_LIMIT = 25 * 1024 * 1024
#: The largest that comes in parts (huiyin.desk.consultations.api.arriving_files).
LARGE_UPLOAD_LIMIT = 2 * 1024**3

# ---- what is read apart (huiyin.desk.core.isolated_process) -------------------------------------------------------

READ_SECONDS = float(os.environ.get("HUIYIN_READ_SECONDS", "60"))
READ_MEGABYTES = int(os.environ.get("HUIYIN_READ_MEGABYTES", "1024"))
WORK_SECONDS = float(os.environ.get("HUIYIN_WORK_SECONDS", "3600"))
WORK_MEGABYTES = int(os.environ.get("HUIYIN_WORK_MEGABYTES", "8192"))

# ---- people --------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "huiyin.desk.accounts.passwords.FewAtOnce",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "huiyin.desk.accounts.passwords.NotOneself"},
    {"NAME": "huiyin.desk.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "huiyin.desk.accounts.passwords.NotOfTheDesk"},
    {"NAME": "huiyin.desk.accounts.passwords.NotCommon"},
]
#: Words that are everybody's first thought here, in no password with nothing but digits and marks around them; the
#: host name of the site and the names of its networks are added (docs/security-design.md).
PASSWORD_WORDS = (
    "huiyin", "回音", "desk", "policy", "policydesk", "consultation", "consult", "secretariat", "delegate", "officer",
    "coordinator", "network", "comment", "zhengce", "yijian", "zhengqiuyijian", "mishuchu", "lianluoyuan", "政策",
    "意见", "征求意见", "秘书处", "工作台", "草案", "立法",
)  # fmt: skip
KNOWN_PASSWORDS = os.environ.get("HUIYIN_KNOWN_PASSWORDS", "")
if KNOWN_PASSWORDS and not Path(KNOWN_PASSWORDS).is_file():
    raise ImproperlyConfigured(f"HUIYIN_KNOWN_PASSWORDS names no file: {KNOWN_PASSWORDS}")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "for_you"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "huiyin.desk.accounts.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # who comes by invitation has shown that the address is theirs
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes the desk write to strangers
#: Wrong passwords or codes that may be typed at once, and the minutes until one more may; the counts are our own
#: (huiyin.desk.accounts.attempt_limits), for allauth's lock out whom others want locked out.
WRONG_PASSWORDS, LOCKED_MINUTES = 8, 15
ACCOUNT_RATE_LIMITS = dict.fromkeys(
    ("login", "login_failed", "reset_password", "reset_password_from_key", "reauthenticate", "change_password",
     "signup"),
)  # fmt: skip
MFA_RATE_LIMITS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "huiyin.desk.accounts.reset_links.ResetTokens"
#: How long the links in mails work: with which a new password is set, in seconds; with which fewer mails are chosen.
PASSWORD_RESET_TIMEOUT = 3 * 86400
CHOICE_DAYS = 180
ACCOUNT_FORMS = {
    "reset_password": "huiyin.desk.accounts.forms.AskForReset",
    "change_password": "huiyin.desk.accounts.forms.ChangePassword",
}
MFA_FORMS = {
    "authenticate": "huiyin.desk.accounts.forms.TypeCode",
    "reauthenticate": "huiyin.desk.accounts.forms.TypeCodeAgain",
    "add_webauthn": "huiyin.desk.accounts.codes.AddPasskeyForm",
    "authenticate_webauthn": "huiyin.desk.accounts.codes.PasskeyForm",
    "login_webauthn": "huiyin.desk.accounts.codes.PasskeyAloneForm",
    "reauthenticate_webauthn": "huiyin.desk.accounts.codes.PasskeyAgainForm",
}
SECOND_STEP_DAYS = float(os.environ.get("HUIYIN_SECOND_STEP_DAYS", "14"))
SECOND_STEP_FOR_ALL = bool(os.environ.get("HUIYIN_SECOND_STEP"))
if os.environ.get("HUIYIN_SECOND_STEP", "") not in ("", "everybody"):
    raise ImproperlyConfigured("HUIYIN_SECOND_STEP is 'everybody' or not set")
SESSION_ENGINE = "huiyin.desk.accounts.sessions"
MFA_ADAPTER = "huiyin.desk.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = "Huiyin"
#: A phone that is half a minute off, or a code typed at the end of its time; of what level 2 of ASVS asks, neither.
MFA_TOTP_TOLERANCE = 0 if SECOND_STEP_FOR_ALL else 1
INVITATION_DAYS = 14
#: Seconds after which somebody who did nothing, and somebody who did, is asked to sign in again. Why so many:
#: docs/security-design.md.
SESSION_COOKIE_AGE, SESSION_LONGEST = 12 * 3600, 7 * 86400

#: Whether webhooks may lead within one's own walls: who may add one could then have the desk ask what stands there.
WEBHOOKS_PRIVATE = os.environ.get("HUIYIN_WEBHOOKS", "") == "private"
if os.environ.get("HUIYIN_WEBHOOKS", "") not in ("", "private"):
    raise ImproperlyConfigured("HUIYIN_WEBHOOKS is 'private' or not set")

# ---- how long things are kept (huiyin.desk.personal.retention) ------------------------------------------

#: Days, by name; each is also ``HUIYIN_KEEP_<NAME>``. Shown to everybody on the page about privacy.
RETENTION = {
    name: int(os.environ.get(f"HUIYIN_KEEP_{name.upper()}", days))
    for name, days in {
        "devices": 400,  # browsers that somebody is known in, after they last signed in there
        "invitations": 30,  # after they were used, or ended unused
        "followings": 7,  # wishes to follow something that were not confirmed
        "mails": 90,  # after they were sent, or given up
        "last_mails": 7,  # to whom was erased, in the folder of mails
        "uploads": 365,  # tables of comments, after they were read and comments are over
        "arriving": 7,  # files of which some parts came, after the last of them
        "drafts": 365,  # comments never sent, after they were last changed and comments are over
        "files": 30,  # files that nothing refers to
        "jobs": 90,  # after they ended
        "requests": 365,  # about one's own data, after they were answered
        "logs": 90,  # lines of the log
    }.items()
}

# ---- words ---------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# What is handed in to be translated is a draft in the other language: a copy is never shown as a translation.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are ASCII: one for both languages
WAGTAIL_SITE_NAME = "Huiyin"
WAGTAILADMIN_BASE_URL = SITE
WAGTAIL_GRAVATAR_PROVIDER_URL = (
    None  # no address of an editor is told to anybody, and none is fetched
)
# People and passwords are managed in one place, where it is recorded and the second factor is asked for.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # the desk fetches nothing from elsewhere
USE_I18N = True
TIME_ZONE = os.environ.get("HUIYIN_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

# ---- mail ----------------------------------------------------------------------------------------------

#: Where people without an account write to the secretariat; shown to everybody where it is set.
CONTACT = os.environ.get("HUIYIN_CONTACT", "")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("HUIYIN_MAIL_FROM", "huiyin@localhost")
if _mail_server := read_mail_url(os.environ.get("HUIYIN_MAIL_URL", "")):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail_server.host, _mail_server.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail_server.user, _mail_server.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail_server.uses_tls, _mail_server.uses_starttls
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "huiyin.desk.core.stored_files.DurableMails"
    EMAIL_FILE_PATH = DATA / "mail"

# ---- safety --------------------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
if IS_HTTPS:
    # A browser takes a cookie of this name from this host alone, over TLS alone: no other host of the domain can set it.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-django_language"
#: Of the cookie in which it waits what somebody is to be told on their next page.
TOLD_COOKIE_NAME = "__Host-messages" if IS_HTTPS else "messages"
#: Of the cookies by which a browser is known to who signed in there (huiyin.desk.accounts.devices).
DEVICE_COOKIE_PREFIX = "__Host-device_" if IS_HTTPS else "device_"
MESSAGE_STORAGE = "huiyin.desk.core.message_storage.MessageStorage"
CSRF_FAILURE_VIEW = "huiyin.desk.core.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [
    r"^(health|metrics)/$"
]  # what watches the desk stands on the same machine, before no proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
X_FRAME_OPTIONS = "DENY"

#: Where the log is written by day (huiyin.desk.core.request_log); empty where it goes to standard error, and whoever keeps
#: that has to keep it no longer than ``RETENTION`` says to everybody.
LOGS = os.environ.get("HUIYIN_LOGS", "")
if LOGS:
    _log = {"class": "huiyin.desk.core.request_log.DailyFileHandler", "folder": LOGS}
else:
    _log = {"class": "logging.StreamHandler"}
_log_handlers: dict[str, dict[str, object]] = {
    "err": {**_log, "formatter": "line", "filters": ["brief"]}
}
#: The other machine to which every line goes as well (huiyin.desk.core.remote_log); empty where it goes nowhere else, or the
#: journal is sent.
if LOG_URL := os.environ.get("HUIYIN_LOG_URL", ""):
    _log_handlers["away"] = {
        "class": "huiyin.desk.core.remote_log.TlsSyslogHandler",
        **read_log_url(LOG_URL),
        "formatter": "line",
        "filters": ["brief"],
    }
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "huiyin.desk.core.security_log.SecurityFormatter"}},
    "filters": {"brief": {"()": "huiyin.desk.core.request_log.SuspiciousRequestFilter"}},
    "handlers": _log_handlers,
    "root": {"handlers": list(_log_handlers), "level": "WARNING"},
    "loggers": {
        "huiyin.security": {"level": "INFO"},
        "huiyin.retention": {
            "level": "INFO"
        },  # what the desk lets go of by itself is counted there
        # What is refused is noted by core/security_log.py, with who asked and without the address asked for, which may
        # hold the token of an invitation.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
    },
}
