"""Templates as they are sent: their indentation is for who reads them, and a fifth of a page's weight."""

from __future__ import annotations

import re
from pathlib import Path

from django.template import Origin
from django.template.loaders import app_directories

import huiyin.desk

_OURS = Path(huiyin.desk.__file__).resolve().parent
#: Lines stay lines, so that an error names the line of the file.
_INDENTATION = re.compile(r"\n[ \t]+")


class UnindentedLoader(app_directories.Loader):
    """Read the desk's own pages without what their lines begin with, and the templates of others as they are.

    White space between tags shows as one space however long it is. Where it shows as it stands (``pre``,
    ``textarea``, the class ``lines``) the desk's templates have none of their own.
    """

    def get_contents(self, origin: Origin) -> str:
        """The text of a template. Raises ``TemplateDoesNotExist`` where there is none."""
        text: str = super().get_contents(origin)
        path = Path(str(origin.name))
        is_page = path.suffix == ".html" and path.is_relative_to(_OURS)
        return _INDENTATION.sub("\n", text) if is_page else text
