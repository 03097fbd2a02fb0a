"""Nothing in a backup comes to lie outside its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiyin.desk.operations.backup_parts import BadPart, check_name, check_places


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "uploads/../../x", "uploads//x", "a\\b", ""]
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(BadPart):
        check_name(name)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    (uploads / "out").symlink_to(tmp_path / "outside")
    with pytest.raises(BadPart):
        check_places(["uploads/out/x"], uploads)
