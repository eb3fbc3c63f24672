"""What the books found remarkable: remarks on facts, quarantined entries, findings of the watch.

Knows nothing of who may read them. Pages continue after the last item of the one before.
"""

from pydantic import Field, StrictInt

from pos_core.wire.message import Identity, Message

Details = dict[str, str | int]

QUARANTINED = "entry.quarantined"
"""The code of a remark that says that an entry is kept, but not booked."""


class RemarkItem(Message):
    """Something remarkable about a fact of a register's journal; the fact is in the books.

    `about` tells two remarks of one kind apart: a line's number, a product's id. `settled` ones
    have been made good. Only with the code `entry.quarantined` the fact is not booked yet.
    """

    event_id: str
    seq: StrictInt
    code: str
    about: str = ""
    data: Details = Field(default_factory=dict)
    settled: bool = False


class RemarksPage(Message):
    """Remarks in the order of the entries; ask again `after` the place `through` while `more`."""

    register_id: Identity
    remarks: list[RemarkItem]
    through: StrictInt
    more: bool


class QuarantinedItem(Message):
    """An entry that could not be applied; it is kept whole and waits for a mend."""

    register_id: Identity
    seq: StrictInt
    type: str
    reason: str
    received_at: str


class QuarantinePage(Message):
    """Quarantined entries by register and place; `more` follow after the last one."""

    entries: list[QuarantinedItem]
    more: bool


class PostedAgain(Message):
    """What became of a quarantined entry: `posted`, or `repeated` (its fact was in the books)."""

    register_id: Identity
    seq: StrictInt
    outcome: str


class FindingItem(Message):
    """Something that the watch found wrong; `closed_at` is empty as long as it lasts."""

    finding: str
    kind: str
    register_id: str
    data: Details
    opened_at: str
    closed_at: str = ""


class FindingsPage(Message):
    """Findings, newest first; `more` follow before the last one."""

    findings: list[FindingItem]
    more: bool
