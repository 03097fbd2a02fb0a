"""Every operation, asked with what its description allows and with what it does not: it answers as it says it does.

It takes some seconds: thirty operations, a handful of questions each, the same ones in every run.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.api.api import tokens
from huiyin.desk.api.data import Scope
from huiyin.desk.consultations.models import Consultation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

pytestmark = pytest.mark.one_database  # what is asked of rows is tried in test_readings.py

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import checks
    from schemathesis.specs.openapi import checks as openapi_checks

#: Questions to an operation.
QUESTIONS = 6
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]
#: What can be written: it is answered as it is described, too.
WRITTEN = {
    "/consultations/{slug}/comments": (Role.DELEGATE, {
        "id": "7d1f0a52-8a4e-4c0e-9a35-0c6a3c1f2b11", "eid": "art_1", "text": "Plans in public", "organisation": "org1",
    }),
    "/exchanges": (Role.SECRETARIAT, {
        "kind": "request", "direction": "to_authority", "authority": "ministry", "day": "2026-01-15",
        "subject_en": "Water levels",
    }),
}  # fmt: skip


@pytest.fixture
def application() -> Iterator[Any]:
    """The desk as a server calls it, on the connection of the test."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


def test_every_operation_answers_as_it_is_described(
    consultation: Consultation, people: dict[Role, User], members: list[Any], application: Any
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    _, secret = tokens.create_token(people[Role.SECRETARIAT], "trying", list(Scope))
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=QUESTIONS,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        def ask(case: Any) -> None:
            if "slug" in case.path_parameters:
                case.path_parameters["slug"] = "wetlands"
            answer = case.call(headers={"Authorization": f"Bearer {secret}"})
            asked.append(answer.status_code)
            # That a dump is being made is no error of the desk.
            is_told = answer.status_code == 503 and "read_dumps" in str(
                case.operation.definition.raw
            )
            case.validate_response(answer, checks=CHECKS[1:] if is_told else CHECKS)

        ask()
    assert len(asked) >= 31 * 2
    # What is drawn depends on the modules that other tests loaded: something to write need not be among it.
    assert 200 in asked
    for path, (role, body) in WRITTEN.items():
        _, secret = tokens.create_token(people[role], "trying", list(Scope))
        case = schema[path]["POST"].Case(
            path_parameters={"slug": "wetlands"} if "{slug}" in path else {},
            body=body,
            media_type="application/json",
        )
        answer = case.call(headers={"Authorization": f"Bearer {secret}"})
        case.validate_response(answer, checks=CHECKS)
        assert answer.status_code == 201, answer.text
