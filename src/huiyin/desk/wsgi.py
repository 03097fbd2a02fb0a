"""What the server serves."""

from django.core.wsgi import get_wsgi_application

from huiyin.desk.operate.prepare import setup

setup()
application = get_wsgi_application()
