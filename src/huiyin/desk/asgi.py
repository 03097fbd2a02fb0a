"""What the server serves: the desk of :mod:`huiyin.desk.wsgi`, behind what receives for it."""

from __future__ import annotations

import os

from django.conf import settings

from huiyin.desk.wsgi import application as of_the_desk  # isort: skip - sets Django up
from huiyin.desk.core.client_ip import find_address
from huiyin.desk.core.uploads import largest_request
from huiyin.desk.operations.connection_watch import watch_connections
from huiyin.desk.operations.process_death import tell_ready
from huiyin.desk.operations.refusal_pages import render_refusals
from huiyin.desk.operations.request_receiver import DeskApplication, ReceiveLimits

BOUNDS = ReceiveLimits(
    seconds=settings.BODY_SECONDS,
    rate=settings.BODY_RATE,
    largest=largest_request(),
    longest=4 * largest_request(),
    bodies=512,
    room=5 * largest_request(),
    waiting=512,
    patience=30,
)
application = DeskApplication(
    of_the_desk, BOUNDS, render_refusals(),
    threads=min(32, 4 * (os.cpu_count() or 1)),
    find_address=find_address, folder=str(settings.FILE_UPLOAD_TEMP_DIR),
)  # fmt: skip
watch_connections(
    settings.BODY_SECONDS, settings.BODY_RATE, most_of_one=0 if settings.PROXIES else 256
)
tell_ready()
