"""What the server serves: the desk of :mod:`huiyin.desk.wsgi`, behind what receives for it."""

from __future__ import annotations

import os

from django.conf import settings

from huiyin.desk.wsgi import application as of_the_desk  # isort: skip - sets Django up
from huiyin.desk.frame.address import find_address
from huiyin.desk.frame.uploads import largest_request
from huiyin.desk.operate.keeping import tell_ready
from huiyin.desk.operate.receive import Bounds, Desk
from huiyin.desk.operate.refusing import draw_refusals
from huiyin.desk.operate.watch import watch_connections

BOUNDS = Bounds(
    seconds=settings.BODY_SECONDS,
    rate=settings.BODY_RATE,
    largest=largest_request(),
    longest=4 * largest_request(),
    bodies=512,
    room=5 * largest_request(),
    waiting=512,
    patience=30,
)
application = Desk(
    of_the_desk, BOUNDS, draw_refusals(),
    threads=min(32, 4 * (os.cpu_count() or 1)),
    find_address=find_address, folder=str(settings.FILE_UPLOAD_TEMP_DIR),
)  # fmt: skip
watch_connections(
    settings.BODY_SECONDS, settings.BODY_RATE, most_of_one=0 if settings.PROXIES else 256
)
tell_ready()
