"""The template and the further stacks: clean, safe by its settings, and equal to the code."""

from importlib import import_module
from pathlib import Path

import pytest
from cfnlint.api import ManualArgs, lint, lint_file

from backend_lambdas.local.code_archive import PROJECT
from tests.backend.cloud.plain_template import of_type, plain, resources, routes
from tests.backend.cloud.requests import Context, api_event, error_in

STACKS = PROJECT / "backend_lambdas" / "stacks"
TEMPLATES = [PROJECT / "backend_lambdas" / "template.yaml", *sorted(STACKS.glob("*.yaml"))]
ROUTES = {
    ("POST", "/v1/registers"),
    ("POST", "/v1/registers/{register_id}/successors"),
    ("GET", "/v1/registers/{register_id}/position"),
    ("POST", "/v1/registers/{register_id}/journal"),
    ("GET", "/v1/changes"),
    ("GET", "/v1/snapshots/{scope}"),
    ("GET", "/v1/products"),
    ("POST", "/v1/products"),
    ("POST", "/v1/products/import"),
    ("GET", "/v1/products/{product_id}"),
    ("PUT", "/v1/products/{product_id}"),
    ("POST", "/v1/media"),
    ("GET", "/v1/media/{media_id}"),
    ("GET", "/v1/reports/today"),
    ("GET", "/v1/registers/{register_id}/totals"),
    ("GET", "/v1/registers/{register_id}/proof"),
    ("GET", "/v1/registers/{register_id}/remarks"),
    ("GET", "/v1/findings"),
    ("GET", "/v1/quarantine"),
    ("POST", "/v1/quarantine/{register_id}/{seq}/post-again"),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_finding_as_it_is_written(path: Path) -> None:
    assert lint_file(path) == []


def test_the_template_has_no_finding_after_its_transform() -> None:
    assert lint(plain(), config=ManualArgs(regions=["eu-west-2"])) == []


def test_the_routes_are_the_documented_ones_and_each_asks_for_a_token() -> None:
    assert set(routes()) == ROUTES
    for route, operation in routes().items():
        assert operation["security"] == [{"StaffAndRegisters": []}], route


def test_calls_are_limited_and_their_bodies_are_not_logged() -> None:
    (stage,) = of_type("AWS::ApiGateway::Stage").values()
    (settings,) = stage["MethodSettings"]

    assert settings["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}
    assert settings["ThrottlingBurstLimit"] == {"Ref": "RequestBurst"}
    assert (settings["LoggingLevel"], settings["DataTraceEnabled"]) == ("OFF", False)


def test_passwords_never_travel_and_every_rule_about_them_is_stated() -> None:
    (client,) = of_type("AWS::Cognito::UserPoolClient").values()
    (pool,) = of_type("AWS::Cognito::UserPool").values()

    assert client["ExplicitAuthFlows"] == ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    assert client["GenerateSecret"] is False
    assert set(pool["Policies"]["PasswordPolicy"]) == {
        "MinimumLength",
        "RequireUppercase",
        "RequireLowercase",
        "RequireNumbers",
        "RequireSymbols",
        "TemporaryPasswordValidityDays",
    }
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True


def test_every_role_of_the_core_has_its_group() -> None:
    groups = {group["GroupName"] for group in of_type("AWS::Cognito::UserPoolGroup").values()}

    assert groups == {"salesperson", "manager", "admin", "it", "register"}


def test_buckets_are_private_encrypted_versioned_and_reached_by_tls_only() -> None:
    policies = of_type("AWS::S3::BucketPolicy").values()
    tls_only = {
        policy["Bucket"]["Ref"]
        for policy in policies
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
        and statement["Principal"] == "*"
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    }
    buckets = of_type("AWS::S3::Bucket")

    assert tls_only == set(buckets) == {"MediaBucket", "SnapshotBucket"}
    for bucket in buckets.values():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
        assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
        assert bucket["BucketEncryption"]
        assert "CorsConfiguration" not in bucket


def test_a_database_that_is_away_for_a_day_parks_no_sale() -> None:
    """Tries are at most 120 seconds apart; the poster sees to that."""
    queue = of_type("AWS::SQS::Queue")["JournalQueue"]
    tries = queue["RedrivePolicy"]["maxReceiveCount"]
    poster = resources()["PostJournalFunction"]["Properties"]

    assert tries * 120 > 24 * 3600
    assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600
    assert queue["VisibilityTimeout"] >= 6 * poster["Timeout"]
    assert queue["FifoQueue"] is True
    assert queue["ContentBasedDeduplication"] is False


def test_the_poster_reports_each_failure_by_itself() -> None:
    (mapping,) = [
        source
        for name, source in of_type("AWS::Lambda::EventSourceMapping").items()
        if name.startswith("PostJournal")
    ]

    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_what_holds_sales_is_kept_when_the_stack_goes() -> None:
    kept = {name for name, found in resources().items() if found.get("DeletionPolicy") == "Retain"}

    assert {
        "JournalQueue",
        "JournalDeadLetters",
        "RegistersTable",
        "MediaBucket",
        "UserPool",
    } <= kept


def test_everything_at_rest_is_encrypted() -> None:
    for name, queue in of_type("AWS::SQS::Queue").items():
        assert queue.get("KmsMasterKeyId") or queue["SqsManagedSseEnabled"], name
    for table in of_type("AWS::DynamoDB::Table").values():
        assert table["SSESpecification"]["SSEEnabled"] is True
        assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert all(topic["KmsMasterKeyId"] for topic in of_type("AWS::SNS::Topic").values())


def test_handlers_and_functions_are_the_same_list() -> None:
    shared = {"__init__", "caller", "http_api", "http_errors", "query", "request_body"}
    files = {path.stem for path in (PROJECT / "backend_lambdas" / "handlers").glob("*.py")}
    functions = of_type("AWS::Lambda::Function").values()

    named = {str(function["Handler"]).split(".")[-2] for function in functions}

    assert named == files - shared


@pytest.mark.parametrize(("method", "path"), sorted(ROUTES))
def test_the_handler_behind_a_route_knows_it_and_asks_who_is_calling(
    method: str, path: str
) -> None:
    handler = import_module(_handler_of(method, path).rpartition(".")[0]).handler

    answer = handler(api_event(method, path.replace("{", "").replace("}", "")), Context())

    assert (answer["statusCode"], error_in(answer)["code"]) == (401, "auth.token_refused")


def _handler_of(method: str, path: str) -> str:
    integration = routes()[method, path]["x-amazon-apigateway-integration"]
    uri: str = integration["uri"]["Fn::Sub"]
    name = uri.rpartition("${")[2].partition(".Arn}")[0]
    return str(resources()[name]["Properties"]["Handler"])
