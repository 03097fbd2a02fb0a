"""Style sheets, scripts and pictures of the desk, while machines of two versions serve it.

A page that one machine made asks another for its style sheet, whose name holds a digest of what is in it. So all versions
put theirs into one folder, and a file that was put there after this process began is found when it is first asked for.
"""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: What Django puts into a file's name.
_DIGEST = re.compile("[0-9a-f]{12}")


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Which digest belongs to which name each machine keeps for itself: the version that began last would answer for
    the others."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("manifest_storage", FileSystemStorage(location=settings.LOCAL))
        super().__init__(*args, **options)


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Files that were there when this process began from memory, as WhiteNoise does; others once they are asked for."""

    def __call__(self, request: HttpRequest) -> Any:
        path = request.path_info
        if path.startswith(self.static_prefix) and path not in self.files and not self.autorefresh:
            self._add_late(path)
        return super().__call__(request)

    def _add_late(self, path: str) -> None:
        """Another version put it there since this process began. Only names that hold a digest: what is in such a file
        never changes, and of others the one that was there first is ours."""
        digest = path.rsplit("/", 1)[-1].split(".")[-2:-1]
        if not digest or not _DIGEST.fullmatch(digest[0]):
            return
        root = settings.STATIC_ROOT.resolve()
        found = (root / path.removeprefix(self.static_prefix)).resolve()
        if found.is_relative_to(root) and found.is_file():
            self.add_file_to_dictionary(path, str(found))
