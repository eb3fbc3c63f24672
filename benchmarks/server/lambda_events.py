"""Events as API Gateway hands them to a function, with the claims it has verified.

Knows no handler.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.logic.ports import REGISTER_ACCOUNT_PREFIX
from pos_core.permissions import Role

Event = dict[str, Any]
Handler = Callable[[Event, LambdaContext], Mapping[str, Any]]
LARGEST_SUCCESS = 299


@dataclass
class Context(LambdaContext):
    """What Lambda tells a function about itself."""

    _function_name: str = "function"
    _aws_request_id: str = "request"
    _memory_limit_in_mb: int = 512
    _invoked_function_arn: str = "arn:aws:lambda:eu-west-2:000000000000:function:function"


def question(resource: str, query: Mapping[str, str], role: Role) -> Event:
    """Return the event of a GET by somebody with a role."""
    return _event("GET", resource, _claims(f"{role.value}1", role)) | {
        "queryStringParameters": dict(query)
    }


def push(register_id: str, packed: bytes) -> Event:
    """Return the event of a register that pushes a packed run."""
    claims = _claims(f"{REGISTER_ACCOUNT_PREFIX}{register_id}", Role.REGISTER)
    return _event("POST", f"/v1/registers/{register_id}/journal", claims) | {
        "headers": {"Content-Type": "application/json", "Content-Encoding": "gzip"},
        "body": base64.b64encode(packed).decode(),
        "isBase64Encoded": True,
    }


def answered_in(handler: Handler, event: Event) -> float:
    """Have a handler answer; return the milliseconds. Raises ValueError for a refusal."""
    began = perf_counter()
    answer = handler(event, Context())
    took = (perf_counter() - began) * 1000
    if int(answer["statusCode"]) > LARGEST_SUCCESS:
        raise ValueError(f"the handler refuses: {answer['body']}")
    return took


def _claims(username: str, role: Role) -> dict[str, str]:
    return {"cognito:username": username, "cognito:groups": role.value, "token_use": "id"}


def _event(method: str, path: str, claims: dict[str, str]) -> Event:
    return {
        "resource": path,
        "path": path,
        "httpMethod": method,
        "headers": {},
        "multiValueHeaders": {},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "requestContext": {"requestId": "request", "authorizer": {"claims": claims}},
        "body": None,
        "isBase64Encoded": False,
    }
