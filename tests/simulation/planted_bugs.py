"""All mistakes that are planted to prove that days reveal them, with the promise that each breaks.

Knows nothing of how they are found.
"""

from collections.abc import Mapping

from tests.simulation.planted_in_programs import (
    BelievingSender,
    DroppingSender,
    ForgetfulProgram,
    HastyFeeds,
    NumberingProgram,
    NumberTrustingSender,
    QueueTrustingSender,
    SlowFeeds,
    TalkativeProgram,
    TwoStepFeeds,
    TwoStepProgram,
    UnsyncedProgram,
    program_with,
)
from tests.simulation.planted_in_servers import (
    CarelessServer,
    EarlyServer,
    ForgetfulServer,
    ForgettingServer,
    HastyServer,
    HeadFirstServer,
    LooseServer,
    StrictServer,
    TimedServer,
)
from tests.simulation.shop_day import Cast

PLANTED: Mapping[str, tuple[Cast, str]] = {
    "the sender takes accepted for posted": (Cast(program_with(BelievingSender)), "I1"),
    "the sender looks at no hash": (Cast(program_with(NumberTrustingSender)), "I1"),
    "the sender trusts the queue": (Cast(program_with(QueueTrustingSender)), "I9"),
    "the sender drops what is refused": (Cast(program_with(DroppingSender)), "I1"),
    "the cursor moves before the page is there": (Cast(program_with(feeds=TwoStepFeeds)), "I8"),
    "own sales are not taken off the stock": (Cast(program_with(feeds=HastyFeeds)), "I8"),
    "own sales are taken off the stock twice": (Cast(program_with(feeds=SlowFeeds)), "I8"),
    "the till says paid before the commit": (Cast(TalkativeProgram), "I1"),
    "the till clears its draft after the sale": (Cast(TwoStepProgram), "I1"),
    "the till takes a number before the sale": (Cast(NumberingProgram), "I6"),
    "the till does not wait for the disk": (Cast(UnsyncedProgram), "I1"),
    "the healing forgets what was accepted": (Cast(ForgetfulProgram), "I1"),
    "the poster looks at no number": (Cast(server=CarelessServer), "I7"),
    "the poster tells of a commit before it is one": (Cast(server=HastyServer), "I1"),
    "the poster moves the head before it books": (Cast(server=HeadFirstServer), "I1"),
    "the poster knows no fact by its identity": (Cast(server=ForgettingServer), "I2"),
    "the poster stops at what it cannot read": (Cast(server=StrictServer), "I9"),
    "wishes are committed after the sale": (Cast(server=LooseServer), "I12"),
    "the deliverer forgets what it has delivered": (Cast(server=ForgetfulServer), "I12"),
    "the deliverer notes before it delivers": (Cast(server=EarlyServer), "I12"),
    "cursors are times": (Cast(server=TimedServer), "I8"),
}
"""Each mistake, who makes it, and the promise that it breaks."""
