"""Requests as API Gateway hands them to a function, and the context beside them."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext


@dataclass
class Context(LambdaContext):
    """What the runtime tells a function about itself."""

    _function_name: str = "function"
    _aws_request_id: str = "request-1"
    _memory_limit_in_mb: int = 512
    _invoked_function_arn: str = "arn:aws:lambda:eu-west-2:000000000000:function:function"


def api_event(
    method: str,
    path: str,
    *,
    claims: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> dict[str, Any]:
    """Return a proxy event; a body travels in base64, as binary bodies do."""
    return {
        "resource": path,
        "path": path,
        "httpMethod": method,
        "headers": {"Content-Type": "application/gzip"},
        "multiValueHeaders": {},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "requestContext": {
            "requestId": "correlation-1",
            "authorizer": None if claims is None else {"claims": dict(claims)},
        },
        "body": None if body is None else base64.b64encode(body).decode(),
        "isBase64Encoded": body is not None,
    }


def claims_of(username: str, groups: str, token_use: str = "id") -> dict[str, str]:
    """Return what the authorizer makes of an account's token."""
    return {"cognito:username": username, "cognito:groups": groups, "token_use": token_use}


def error_in(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the error in an answer's body."""
    error: dict[str, Any] = json.loads(answer["body"])["error"]
    return error
