"""Static files while machines of two versions serve the desk.

A page made by one machine may request its style sheet from another; its name contains a digest of the content.
All versions therefore put their files into one folder, and a file added after this process started is found on
the first request.
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: The digest that Django puts into a file's name.
_DIGEST = re.compile("[0-9a-f]{12}")


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Each machine keeps its own manifest of digests: in the shared folder the version that started last would
    decide for all.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("manifest_storage", FileSystemStorage(location=settings.LOCAL))
        super().__init__(*args, **options)


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise's middleware, which also serves files added after the process started."""

    def __call__(self, request: HttpRequest) -> Any:
        path = request.path_info
        if path.startswith(self.static_prefix) and path not in self.files and not self.autorefresh:
            self._add_late(path)
        return super().__call__(request)

    def _add_late(self, path: str) -> None:
        """Add a file that another version has put into the folder. Only names with a digest: their content
        never changes, whereas a file without one might be of the wrong version.
        """
        digest = path.rsplit("/", 1)[-1].split(".")[-2:-1]
        if not digest or not _DIGEST.fullmatch(digest[0]):
            return
        root = settings.STATIC_ROOT.resolve()
        found = (root / path.removeprefix(self.static_prefix)).resolve()
        if found.is_relative_to(root) and found.is_file():
            self.add_file_to_dictionary(path, str(found))
