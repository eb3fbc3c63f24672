"""What all messages share: unknown fields are ignored, whole numbers are strict, values frozen.

Knows nothing of any one message.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt

PROTOCOL = 1

Minor = StrictInt
Milli = StrictInt
Identity = Annotated[str, Field(min_length=1, max_length=64)]
ShortText = Annotated[str, Field(max_length=200)]


class Message(BaseModel):
    """Base of every message."""

    model_config = ConfigDict(extra="ignore", frozen=True)
