"""The description of the interface: a client made of it reads everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from huiyin.desk.api.resources.resource import RESOURCES
from huiyin.desk.consultations.models import Consultation
from tests.desk.api.requests import BASE, ask, path_of, visitor
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


class SmallClient:
    """A client made of the description alone: an operation a function, a list followed to its end."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.base = described["servers"][0]["url"].partition("8000")[2]
        self.operations = {
            operation["operationId"]: (method, path, operation)
            for path, methods in described["paths"].items()
            for method, operation in methods.items()
        }

    def call(self, name: str, **given: Any) -> Any:
        method, path, operation = self.operations[name]
        places = {one["name"]: one["in"] for one in operation["parameters"]}
        for key in [key for key in given if places[key] == "path"]:
            path = path.replace(f"{{{key}}}", str(given.pop(key)))
        answer = getattr(visitor(), method)(self.base + path, given)
        assert str(answer.status_code) in operation["responses"], (name, answer.status_code)
        return answer.json()

    def iterate(self, name: str, **given: Any) -> Iterator[Any]:
        cursor = ""
        while True:
            page = self.call(name, cursor=cursor, limit=2, **given)
            yield from page["items"]
            cursor = page["cursor"]
            if not cursor:
                return


def test_a_client_made_of_the_description_reads_everything(filled: Consultation) -> None:
    described = ask(f"{BASE}/openapi.json").json()
    client = SmallClient(described)
    assert described["openapi"].startswith("3.1")
    for name in client.operations:
        if name.startswith("list_"):
            _, path, _ = client.operations[name]
            given = {"slug": "wetlands"} if "{slug}" in path else {}
            resource = next(one for one in RESOURCES if f"list_{one.name}" == name)
            rows = list(client.iterate(name, **given))
            assert len(rows) == len(ask(path_of(resource), limit=200).json()["items"])
    assert client.call("read_organisations", key="ministry")["name_en"] == "Ministry of Nature"
