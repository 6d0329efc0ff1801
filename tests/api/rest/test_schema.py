"""The API against its own description, by somebody else's fuzzer: it takes and answers what it says."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance  # rules of the house go beyond types

from core import api_tokens, units
from tests.factories import make_report
from tests.ground import Site

EXAMPLES = 15  # for each operation and mode


@pytest.fixture
def token(site_on_both: Site) -> str:
    return site_on_both.write(
        lambda s: api_tokens.create(s, name="test", role="operator", unit=units.root(s), actor="test")
    )


def operations(site: Site) -> list[Any]:
    schema = schemathesis.openapi.from_url(f"{site.url}/api/v1/openapi.json")
    return [found.ok() for found in schema.get_all_operations()]


def test_whatever_is_sent_is_answered_as_described(site_on_both: Site, token: str) -> None:
    site, seen = site_on_both, set()
    codes = [site.write(lambda s: make_report(s).code) for _ in range(3)]

    def run(operation: Any, mode: GenerationMode) -> None:
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def one(case: Any) -> None:
            if mode is GenerationMode.POSITIVE and "code" in case.path_parameters:
                case.path_parameters["code"] = codes[len(seen) % 3]
            answer = case.call_and_validate(
                headers={"Authorization": f"Bearer {token}"}, excluded_checks=[positive_data_acceptance]
            )  # fmt: skip
            seen.add((operation.label, answer.status_code))

        one()

    found = operations(site)
    for operation in found:
        run(operation, GenerationMode.POSITIVE)
        if operation.body or operation.query:  # a code in the path alone cannot be of a wrong type
            run(operation, GenerationMode.NEGATIVE)
    assert len(found) == 6
    assert {status for _, status in seen} >= {200, 201, 404, 422}
