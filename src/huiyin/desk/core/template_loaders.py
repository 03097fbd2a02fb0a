"""Load templates without indentation, which would make up a fifth of a page's size."""

from __future__ import annotations

import re
from pathlib import Path

from django.template import Origin
from django.template.loaders import app_directories

import huiyin.desk

_OURS = Path(huiyin.desk.__file__).resolve().parent
#: Line breaks are kept, so that errors name the right line of the file.
_INDENTATION = re.compile(r"\n[ \t]+")


class UnindentedLoader(app_directories.Loader):
    """Removes the indentation of the desk's own pages; templates of others are left as they are.

    White space between tags shows as one space, however long it is. Where it is significant (``pre``,
    ``textarea``, the class ``lines``) the desk's templates have none.
    """

    def get_contents(self, origin: Origin) -> str:
        """The text of a template. Raises ``TemplateDoesNotExist``."""
        text: str = super().get_contents(origin)
        path = Path(str(origin.name))
        is_page = path.suffix == ".html" and path.is_relative_to(_OURS)
        return _INDENTATION.sub("\n", text) if is_page else text
