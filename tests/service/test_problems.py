"""The tree of problems."""

import pytest

from service import problems
from service.problems import FieldError, Problem, QueueFull


def kinds(kind: type[Problem] = Problem) -> list[type[Problem]]:
    return [kind, *(below for child in kind.__subclasses__() for below in kinds(child))]


def test_every_kind_has_a_type_of_its_own() -> None:
    public = [kind for kind in kinds() if not kind.__name__.startswith("_")]
    slugs = [kind.slug for kind in public]
    assert len(set(slugs)) == len(slugs)


def test_the_tree_in_the_documentation_is_complete() -> None:
    for kind in kinds():
        if not kind.__name__.startswith("_"):
            assert kind.__name__ in (problems.__doc__ or "")


def test_a_document_has_errors_only_where_fields_are_wrong() -> None:
    assert "errors" not in Problem().document()
    document = problems.InvalidFields("a", errors=[FieldError("#/text", "b")]).document("urn:x")
    assert document["errors"] == [{"pointer": "#/text", "detail": "b"}]
    assert document["instance"] == "urn:x"


@pytest.mark.parametrize("kind", [QueueFull, problems.Draining, problems.DeadlineMissed])
def test_who_should_come_back_is_told_when(kind: type[QueueFull]) -> None:
    assert kind("a", retry_after=7).headers == {"Retry-After": "7"}
