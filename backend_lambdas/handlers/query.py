"""What a route was asked after its question mark, with a clear refusal of what cannot be read.

Knows nothing of routes.
"""

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from pos_core.errors import RuleBroken

_LONGEST_NUMBER = 18  # fits into 64 bits


def text_asked(event: APIGatewayProxyEvent, name: str, otherwise: str | None = None) -> str:
    """Return a text; raises RuleBroken `request.invalid` naming the field when it is missing."""
    text = (event.query_string_parameters or {}).get(name) or otherwise
    if not text:
        raise RuleBroken("request.invalid", field=name, problem="is missing")
    return text


def number_asked(event: APIGatewayProxyEvent, name: str, otherwise: int) -> int:
    """Return a whole number from zero up; raises RuleBroken `request.invalid` for anything else."""
    text = (event.query_string_parameters or {}).get(name) or str(otherwise)
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise RuleBroken("request.invalid", field=name, problem="is no whole number from zero up")
    return int(text)
