"""The desk's addresses and two more: a page that is always the same, of as many bytes as the law's or as are asked for.

Both pass through the same server and the same middleware, and ask the database for nothing.
"""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from huiyin.desk.urls import *  # noqa: F403
from huiyin.desk.urls import urlpatterns as of_the_desk


@cache
def _page() -> bytes:
    return bytes((settings.DATA / "constant.html").read_bytes())


def constant(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_page())


def constant_of(_request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(b"x" * size)


urlpatterns = [
    path("constant/", constant),
    path("constant/<int:size>/", constant_of),
    *of_the_desk,
]
