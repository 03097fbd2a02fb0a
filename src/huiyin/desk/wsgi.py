"""What the server serves."""

from django.core.wsgi import get_wsgi_application

from huiyin.desk.operations.preparation import setup_django

setup_django()
application = get_wsgi_application()
