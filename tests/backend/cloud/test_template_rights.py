"""What each function may do, held against a reviewed list; nothing may do more."""

import pytest

from tests.backend.cloud.plain_template import (
    as_list,
    grants_of,
    of_type,
    resource_name,
    statements_of,
)

TABLE = "RegistersTable.Arn"
KEY = "DataKey.Arn"
SES = "arn:AWS::Partition:ses:AWS::Region:AWS::AccountId"
# The list a person has reviewed: function, then each action with its resource.
REVIEWED: dict[str, set[tuple[str, str]]] = {
    "AcceptJournal": {
        ("dynamodb:GetItem", TABLE),
        ("dynamodb:UpdateItem", TABLE),
        ("sqs:SendMessage", "JournalQueue.Arn"),
        ("kms:GenerateDataKey", KEY),
        ("kms:Decrypt", KEY),
    },
    "DeliverSideEffects": {
        ("sqs:ReceiveMessage", "SideEffectsQueue.Arn"),
        ("sqs:DeleteMessage", "SideEffectsQueue.Arn"),
        ("sqs:GetQueueAttributes", "SideEffectsQueue.Arn"),
        ("sns:Publish", "LowStockTopic"),
        ("ses:SendRawEmail", f"{SES}:identity/SenderAddress"),
        ("ses:SendRawEmail", f"{SES}:configuration-set/MailConfiguration"),
        ("kms:GenerateDataKey", KEY),
        ("kms:Decrypt", KEY),
    },
    "EnrolRegister": {
        ("dynamodb:GetItem", TABLE),
        ("dynamodb:PutItem", TABLE),
        ("dynamodb:Scan", TABLE),
        ("cognito-idp:AdminCreateUser", "UserPool.Arn"),
        ("cognito-idp:AdminSetUserPassword", "UserPool.Arn"),
        ("cognito-idp:AdminAddUserToGroup", "UserPool.Arn"),
    },
    "Feeds": {("s3:GetObject", "SnapshotBucket.Arn/snapshots/*")},
    "Findings": set(),
    "MediaArrived": set(),
    "MediaLinks": {
        ("s3:GetObject", "MediaBucket.Arn/media/*"),
        ("s3:PutObject", "MediaBucket.Arn/media/*"),
    },
    "MigrateBooks": {("dynamodb:UpdateItem", TABLE), ("dynamodb:Scan", TABLE)},
    "PostJournal": {
        ("sqs:ReceiveMessage", "JournalQueue.Arn"),
        ("sqs:DeleteMessage", "JournalQueue.Arn"),
        ("sqs:GetQueueAttributes", "JournalQueue.Arn"),
        ("sqs:ChangeMessageVisibility", "JournalQueue.Arn"),
        ("sqs:SendMessage", "SideEffectsQueue.Arn"),
        ("dynamodb:UpdateItem", TABLE),
        ("kms:Decrypt", KEY),
    },
    "Products": set(),
    "Quarantine": {("sqs:SendMessage", "SideEffectsQueue.Arn")},
    "RebuildSnapshots": {("s3:PutObject", "SnapshotBucket.Arn/snapshots/*")},
    "RegisterPosition": {("dynamodb:GetItem", TABLE)},
    "Reports": set(),
    "WatchBooks": {
        ("dynamodb:GetItem", TABLE),
        ("sqs:GetQueueAttributes", "JournalDeadLetters.Arn"),
        ("sqs:GetQueueAttributes", "SideEffectsDeadLetters.Arn"),
        ("sqs:SendMessage", "SideEffectsQueue.Arn"),
    },
}
WITHOUT_BOOKS = {"AcceptJournal", "RegisterPosition"}
# Folders in buckets are the one place where a resource ends in a star.
FOLDERS = {"MediaBucket.Arn/media/*", "SnapshotBucket.Arn/snapshots/*"}
AWS_POLICY = "arn:AWS::Partition:iam::aws:policy"
AWS_POLICIES = {
    f"{AWS_POLICY}/AWSXRayDaemonWriteAccess",
    f"InVpc?{AWS_POLICY}/service-role/AWSLambdaVPCAccessExecutionRole:AWS::NoValue",
}


def test_every_function_has_a_role_of_its_own() -> None:
    functions = of_type("AWS::Lambda::Function")

    roles = [resource_name(function["Role"]) for function in functions.values()]

    assert sorted(functions) == sorted(f"{name}Function" for name in REVIEWED)
    assert sorted(roles) == sorted(f"{name}Role.Arn" for name in REVIEWED)


@pytest.mark.parametrize("name", REVIEWED)
def test_a_function_may_do_exactly_what_was_reviewed(name: str) -> None:
    assert grants_of(of_type("AWS::IAM::Role")[f"{name}Role"]) == REVIEWED[name]


@pytest.mark.parametrize("name", REVIEWED)
def test_shared_policies_are_the_reviewed_ones(name: str) -> None:
    attached = of_type("AWS::IAM::Role")[f"{name}Role"]["ManagedPolicyArns"]

    own = {resource_name(policy) for policy in attached} - AWS_POLICIES

    books = set() if name in WITHOUT_BOOKS else {"ReadDatabaseSecret"}
    assert own == {"WriteHandlerLogs"} | books


def test_shared_policies_allow_one_thing_each() -> None:
    policies = of_type("AWS::IAM::ManagedPolicy")

    granted = {
        name: {
            (action, resource_name(statement["Resource"]))
            for statement in policy["PolicyDocument"]["Statement"]
            for action in as_list(statement["Action"])
        }
        for name, policy in policies.items()
    }

    secret = "OwnsDatabaseSecret?DatabaseSecret.Id:DatabaseSecretArn"
    assert granted == {
        "WriteHandlerLogs": {
            ("logs:CreateLogStream", "HandlerLogs.Arn"),
            ("logs:PutLogEvents", "HandlerLogs.Arn"),
        },
        "ReadDatabaseSecret": {
            ("secretsmanager:GetSecretValue", secret),
            ("kms:Decrypt", "HasForeignDataKey?DataKeyArn:DataKey.Arn"),
        },
    }


def test_no_statement_holds_a_star_except_for_a_folder_in_a_bucket() -> None:
    for name, role in of_type("AWS::IAM::Role").items():
        for statement in statements_of(role):
            assert statement["Effect"] == "Allow"
            assert not any("*" in action for action in as_list(statement["Action"])), name
        starred = {resource for _, resource in grants_of(role) if "*" in resource}
        assert starred <= FOLDERS, name


def test_only_lambda_takes_on_the_roles() -> None:
    for role in of_type("AWS::IAM::Role").values():
        (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
        assert statement["Principal"] == {"Service": "lambda.amazonaws.com"}


def test_the_environment_of_a_function_names_things_and_holds_no_secret() -> None:
    allowed = {
        "STAGE", "POWERTOOLS_LOG_LEVEL", "REGISTERS_TABLE", "USER_POOL_ID", "JOURNAL_QUEUE_URL",
        "SIDE_EFFECTS_QUEUE_URL", "LOW_STOCK_TOPIC_ARN", "MAIL_SENDER_ADDRESS", "MAIL_SENDER_NAME",
        "MAIL_CONFIGURATION_SET", "MEDIA_BUCKET", "SNAPSHOT_BUCKET", "DATABASE_SECRET_ARN",
        "DATABASE_HOST", "JOURNAL_DEAD_LETTERS_URL", "SIDE_EFFECTS_DEAD_LETTERS_URL",
    }  # fmt: skip

    for name, function in of_type("AWS::Lambda::Function").items():
        assert set(function["Environment"]["Variables"]) <= allowed, name
