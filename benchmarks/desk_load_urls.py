"""The desk's addresses and one more: a page that is always the same, of as many bytes as the law's.

It passes through the same server and the same middleware, and asks the database for nothing.
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


urlpatterns = [path("constant/", constant), *of_the_desk]
