"""What a route was asked after its question mark, with a clear refusal of what cannot be read.

Knows nothing of routes.
"""

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from pos_core.errors import RuleBroken

_LONGEST_NUMBER = 18  # fits into 64 bits


def text_asked(event: APIGatewayProxyEvent, name: str) -> str:
    """Return a text; raises RuleBroken `request.invalid` naming the field when it is missing."""
    text = text_if_asked(event, name)
    if text is None:
        raise RuleBroken("request.invalid", field=name, problem="is missing")
    return text


def text_if_asked(event: APIGatewayProxyEvent, name: str) -> str | None:
    """Return a text, or None when it is missing or empty."""
    return (event.query_string_parameters or {}).get(name) or None


def number_asked(event: APIGatewayProxyEvent, name: str, otherwise: int) -> int:
    """Return a whole number from zero up; raises RuleBroken `request.invalid` for anything else."""
    return number_in(text_if_asked(event, name) or str(otherwise), name)


def number_in(text: str, name: str) -> int:
    """Return a text as a whole number from zero up; raises as above."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise RuleBroken("request.invalid", field=name, problem="is no whole number from zero up")
    return int(text)
