"""What programs send of comments in JSON."""

from __future__ import annotations

import json
from typing import Any

from huiyin.intake import Comment, IntakeResult, read_comments
from tests.intake.sends import Send

HIGH, LOW = "Too high a fee.", "Too low a fee."


def take(send: Send, document: Any) -> IntakeResult[Comment]:
    return read_comments([send("a.json", json.dumps(document, ensure_ascii=False))])


def resource(own: str, said: str, who: str) -> dict[str, Any]:
    """A comment as regulations.gov gives it (JSON:API)."""
    return {
        "id": own, "type": "comments", "links": {"self": "https://api.example/v4/comments/" + own},
        "attributes": {
            "commentOn": "0900006480a6", "commentOnDocumentId": "D-1", "comment": said, "organization": who, "title": f"Comment from {who}",
            "firstName": None, "postedDate": "2026-01-01T05:00:00Z", "withdrawn": False,
        },
        "relationships": {"attachments": {"data": [], "links": {"self": "x"}}},
    }  # fmt: skip


PLAIN = [
    {"id": "X-1", "comment": HIGH, "organization": "River Watch"},
    {"id": "X-2", "comment": LOW, "organization": "Hill Club"},
]


ATTACHED = [{"text": "Words of an appendix"}]
