"""Routes below /v1/products: list, read, create, change, import."""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.utilities.typing import LambdaContext

from backend_lambdas.handlers.caller import caller_of
from backend_lambdas.handlers.http_api import (
    LambdaAnswer,
    LambdaEvent,
    answer,
    http_api,
    message_answer,
)
from backend_lambdas.handlers.query import number_asked, text_if_asked
from backend_lambdas.handlers.request_body import read_message
from backend_lambdas.wiring import wiring
from pos_core.wire.catalogue import ImportRequest, ProductWrite

PAGE = 100
# Five hundred products with the longest descriptions.
LARGEST_IMPORT = 4 * 1024 * 1024

app = http_api()


@app.get("/v1/products")
def page() -> Response[str]:
    """List products in the order of their SKU, `limit` of them after `after_sku`."""
    caller = caller_of(app.current_event)
    after = text_if_asked(app.current_event, "after_sku") or ""
    limit = number_asked(app.current_event, "limit", PAGE)
    return message_answer(wiring().products.page(caller.roles, after, limit))


@app.post("/v1/products")
def create() -> Response[str]:
    """Create a product; its opening stock goes to `store`."""
    caller = caller_of(app.current_event)
    store = text_if_asked(app.current_event, "store")
    write = read_message(app.current_event, ProductWrite)
    created = wiring().products.create(caller.roles, write, store)
    return message_answer(created, HTTPStatus.CREATED)


@app.post("/v1/products/import")
def import_rows() -> Response[str]:
    """Import rows of a catalogue file, or say what importing would do."""
    caller = caller_of(app.current_event)
    request = read_message(app.current_event, ImportRequest, LARGEST_IMPORT)
    return message_answer(wiring().import_products(caller.roles, request))


@app.get("/v1/products/<product_id>")
def read(product_id: str) -> Response[str]:
    """Read one product."""
    caller = caller_of(app.current_event)
    return message_answer(wiring().products.read(caller.roles, product_id))


@app.put("/v1/products/<product_id>")
def change(product_id: str) -> Response[str]:
    """Change a product that is still at the version the caller has seen."""
    caller = caller_of(app.current_event)
    write = read_message(app.current_event, ProductWrite)
    return message_answer(wiring().products.change(caller.roles, product_id, write))


def handler(event: LambdaEvent, context: LambdaContext) -> LambdaAnswer:
    """Entry point of the function Products."""
    return answer(app, event, context)
