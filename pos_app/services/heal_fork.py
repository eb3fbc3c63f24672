"""Goes on under a register of its own where the server holds another journal under our name.

A machine that was cloned, or whose files came out of a backup, would write a second journal into a
register's place; the server takes only one. So this machine becomes a new register and carries over
every fact that is not known to be in the books: word for word, with its identity and the number on
the customer's paper, so that the server knows those it has already. Nobody has to do anything, and
selling goes on meanwhile. Can be killed anywhere: request, key and answer are kept before they are
used, and one transaction makes the new journal the current one. Knows nothing of HTTP or tables.
"""

from collections.abc import Callable

from pos_app.services.book_ports import JournalBook
from pos_app.services.carry_over import CarryOver
from pos_app.services.ports import KeyStore, RegisterTokens, ServerApi, Storage
from pos_app.services.records import RegisterIdentity
from pos_app.services.register_wish import RegisterWish, RegisterWishes
from pos_app.services.scribe import Scribe, new_signing_key
from pos_app.services.shop_rules import enrolled
from pos_core.errors import Conflict, SignInRefused
from pos_core.identifiers import Clock, new_id
from pos_core.journal import Actor
from pos_core.wire.registers import EnrolAnswer, SuccessorRequest

WISH = "register.successor"


class HealFork:
    """Fits the port ForkHealing."""

    def __init__(
        self,
        storage: Storage,
        server: ServerApi,
        tokens: RegisterTokens,
        key_store: KeyStore,
        clock: Clock,
        scribe: Scribe,
        new_name: Callable[[Clock], str] = new_id,
        new_key: Callable[[], str] = new_signing_key,
    ) -> None:
        """Ask `server` with the register's own `tokens`; keep journal, keys and secrets here.

        Requests are named by `new_name` and successors sign with a `new_key`.
        """
        self._storage = storage
        self._server = server
        self._tokens = tokens
        self._wishes = RegisterWishes(key_store, WISH, clock, new_name, new_key)
        self._carry_over = CarryOver(storage, tokens, key_store, scribe)

    def heal(self, fork: Conflict) -> RegisterIdentity:
        """Become the successor and carry over what is not in the books; raises as ServerApi does.

        `fork` is what the server said: `seq` and `hash` of the entry that contradicts ours. Raises
        NotAllowed `register.revoked` for a register that may not, and
        `register.too_many_successors` when it happened too often today.
        """
        with self._storage.read() as books:
            former = enrolled(books)
            agreed = _agreed_through(books.journal, fork)
        wish = self._wishes.kept_or_new(former.register_id)
        try:
            answer = self._ask(former, wish)
        except Conflict as conflict:
            if conflict.code != "register.request_reused":
                raise
            # A copy of this machine has become that successor.
            wish = self._wishes.new(former.register_id)
            answer = self._ask(former, wish)
        actor = Actor(former.username, former.name)
        return self._carry_over.go_on_as(answer, wish.signing_key, former, agreed, actor)

    def settle(self) -> None:
        """Let the register that the books name sign in; see CarryOver."""
        self._carry_over.settle()

    def bring_back(self) -> None:
        """Carry over every fact of former journals, when the books may have lost them."""
        self._carry_over.bring_back()

    def _ask(self, former: RegisterIdentity, wish: RegisterWish) -> EnrolAnswer:
        request = SuccessorRequest(request_id=wish.request_id, public_key=wish.public_key)
        try:
            return self._server.succeed(self._tokens.token(), former.register_id, request)
        except SignInRefused as refused:
            if refused.code != "auth.token_refused":
                raise
            self._tokens.renew()
            return self._server.succeed(self._tokens.token(), former.register_id, request)


def _agreed_through(journal: JournalBook, fork: Conflict) -> int:
    """Return the last entry that is known to be the same here and in the books.

    That is what the server once said is posted. Where it now contradicts an entry before that, its
    books have lost what they had, and nothing but the beginning is certain. Carrying too much does
    no harm, because the server knows facts that it has; too little would lose them.
    """
    posted = journal.state().posted_through
    seq = fork.data.get("seq")
    if isinstance(seq, int) and seq <= posted and journal.hash_at(seq) != fork.data.get("hash"):
        return journal.base()[0].seq
    return posted
