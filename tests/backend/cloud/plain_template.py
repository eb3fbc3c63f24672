"""The template in CloudFormation's own words, looked into the way a reviewer would."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from backend_lambdas.local.template import plain_template

Resource = dict[str, Any]


@cache
def plain() -> str:
    """The template as AWS's own transform would make it."""
    return plain_template("eu-west-2", "a-bucket", "code.zip", "layer.zip")


@cache
def resources() -> dict[str, Resource]:
    """Every resource by its logical id."""
    found: dict[str, Resource] = json.loads(plain())["Resources"]
    return found


def of_type(kind: str) -> dict[str, Resource]:
    """The properties of all resources of a type, by logical id."""
    return {
        name: resource["Properties"]
        for name, resource in resources().items()
        if resource["Type"] == kind
    }


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - JSON of any form
    """CloudFormation lets a list of one be written without brackets."""
    return value if isinstance(value, list) else [value]


def resource_name(value: Any) -> str:  # noqa: ANN401 - JSON of any form
    """A resource in a policy as text: `RegistersTable.Arn`, `MediaBucket.Arn/media/*`."""
    if isinstance(value, str):
        return value
    if "Ref" in value:
        return str(value["Ref"])
    if "Fn::GetAtt" in value:
        return ".".join(value["Fn::GetAtt"])
    if "Fn::If" in value:
        condition, yes, no = value["Fn::If"]
        return f"{condition}?{resource_name(yes)}:{resource_name(no)}"
    return str(value["Fn::Sub"]).replace("${", "").replace("}", "")


def statements_of(role: Resource) -> Iterator[Mapping[str, Any]]:
    """The statements written for this role alone."""
    for policy in role.get("Policies", []):
        yield from policy["PolicyDocument"]["Statement"]


def grants_of(role: Resource) -> set[tuple[str, str]]:
    """Pairs of action and resource that a role allows by its own statements."""
    return {
        (action, resource_name(resource))
        for statement in statements_of(role)
        for action in as_list(statement["Action"])
        for resource in as_list(_on_aws(statement["Resource"]))
    }


def _on_aws(resource: Any) -> Any:  # noqa: ANN401 - JSON of any form
    """What a resource is on AWS, where the template tells AWS and the emulator apart."""
    if isinstance(resource, dict) and resource.get("Fn::If", [""])[0] == "IsOnAws":
        return resource["Fn::If"][1]
    return resource


def routes() -> dict[tuple[str, str], Resource]:
    """The API's methods by (METHOD, path)."""
    (api,) = of_type("AWS::ApiGateway::RestApi").values()
    return {
        (method.upper(), path): operation
        for path, methods in api["Body"]["paths"].items()
        for method, operation in methods.items()
    }
