"""Goes on under a register of its own where the server holds another journal under our name.

A machine that was cloned, or whose files came out of a backup, would write a second journal into a
register's place; the server takes only one. So this machine becomes a new register and carries over
every fact that is not known to be in the books: word for word, with its identity and the number on
the customer's paper, so that the server knows those it has already. Nobody has to do anything, and
selling goes on meanwhile. Can be killed anywhere: request, key and answer are kept before they are
used, and one transaction makes the new journal the current one. Knows nothing of HTTP or tables.
"""

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos_app.services.book_ports import JournalBook
from pos_app.services.ports import KeyStore, RegisterTokens, ServerApi, Storage
from pos_app.services.records import RegisterIdentity
from pos_app.services.register_accounts import RegisterAccount, RegisterAccounts
from pos_app.services.scribe import RegisterKey, Scribe, fact_of, new_signing_key
from pos_app.services.shop_rules import enrolled
from pos_core.errors import Conflict, SignInRefused
from pos_core.identifiers import Clock, new_id
from pos_core.journal import (
    GENESIS,
    Actor,
    Entry,
    EntryType,
    Fact,
    Json,
    append,
    carried_over,
    public_key_text,
)
from pos_core.wire.registers import EnrolAnswer, SuccessorRequest

WISH = "register.successor"
_RUN_ENTRIES = 500
_RUN_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was asked of the server, kept until the answer is in force: the same key every time."""

    of_register_id: str
    request_id: str
    signing_key: str


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
        self._key_store = key_store
        self._accounts = RegisterAccounts(key_store)
        self._key = RegisterKey(key_store)
        self._clock = clock
        self._scribe = scribe
        self._new_name = new_name
        self._new_key = new_key

    def heal(self, fork: Conflict) -> RegisterIdentity:
        """Become the successor and carry over what is not in the books; raises as ServerApi does.

        `fork` is what the server said: `seq` and `hash` of the entry that contradicts ours. Raises
        NotAllowed `register.revoked` for a register that may not, and
        `register.too_many_successors` when it happened too often today.
        """
        with self._storage.read() as books:
            former = enrolled(books)
        wish = self._wish(former)
        try:
            answer = self._ask(former, wish)
        except Conflict as conflict:
            if conflict.code != "register.request_reused":
                raise
            wish = self._new_wish(former)  # a copy of this machine has become that successor
            answer = self._ask(former, wish)
        self._accounts.keep_present(former.username)
        self._accounts.keep(RegisterAccount(answer.username, wish.signing_key, answer.secret))
        identity = _identity_of(answer)
        self._go_on_as(identity, former, fork)
        self.settle()
        return identity

    def settle(self) -> None:
        """Let the register that the books name sign in, whatever a crash or a backup left behind.

        Raises EnvironmentFailed `key_store.unavailable`.
        """
        with self._storage.read() as books:
            register = books.register()
        if register is not None and self._accounts.put_in_force(register.username):
            self._tokens.renew()

    def _wish(self, former: RegisterIdentity) -> _Wish:
        """Return what was asked before and never came into force, or a new wish."""
        kept = self._key_store.get(WISH)
        wish = _Wish(**json.loads(kept)) if kept else None
        if wish is not None and wish.of_register_id == former.register_id:
            return wish
        return self._new_wish(former)

    def _new_wish(self, former: RegisterIdentity) -> _Wish:
        wish = _Wish(former.register_id, self._new_name(self._clock), self._new_key())
        self._key_store.put(WISH, json.dumps(asdict(wish)))
        return wish

    def _ask(self, former: RegisterIdentity, wish: _Wish) -> EnrolAnswer:
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(wish.signing_key))
        request = SuccessorRequest(request_id=wish.request_id, public_key=public_key_text(key))
        try:
            return self._server.succeed(self._tokens.token(), former.register_id, request)
        except SignInRefused as refused:
            if refused.code != "auth.token_refused":
                raise
            self._tokens.renew()
            return self._server.succeed(self._tokens.token(), former.register_id, request)

    def _go_on_as(
        self, identity: RegisterIdentity, former: RegisterIdentity, fork: Conflict
    ) -> None:
        """Begin the new journal with everything that waits, in one transaction.

        All is signed before, so that a checkout waits for the rows to be written and no longer;
        what is sold meanwhile is carried over within the transaction.
        """
        former_key = public_key_text(self._key.of(former))
        with self._storage.read() as books:
            agreed = _agreed_through(books.journal, fork)
            waiting = list(_after(books.journal, agreed))
        journal = self._signed(identity, former, waiting)
        with self._storage.begin(urgent=False) as books:
            later = list(_after(books.journal, agreed + len(waiting)))
            books.succeed(identity, former_key, agreed)
            books.journal.append_run(journal)
            for entry in later:
                self._scribe.write_fact(books, carried_over(entry, former.code))
            books.sales.carry_over(journal[0].seq)

    def _signed(
        self, identity: RegisterIdentity, former: RegisterIdentity, waiting: Sequence[Entry]
    ) -> list[Entry]:
        """Return the new journal: who it succeeds, and what waits, word for word."""
        key, head = self._key.of(identity), GENESIS
        entries = []
        for fact in [
            self._succession(identity, former),
            *(carried_over(entry, former.code) for entry in waiting),
        ]:
            entries.append(append(fact, identity.register_id, head, key))
            head = entries[-1].head
        return entries

    def _succession(self, identity: RegisterIdentity, former: RegisterIdentity) -> Fact:
        payload: dict[str, Json] = {
            "register_code": identity.code,
            "name": identity.name,
            "store_id": identity.store_id,
            "succeeds": {"register_id": former.register_id, "register_code": former.code},
        }
        stamp = self._scribe.stamp(Actor(former.username, former.name))
        return fact_of(EntryType.REGISTER_ENROLLED, payload, stamp)


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


def _after(journal: JournalBook, seq: int) -> Iterator[Entry]:
    while run := journal.to_send(seq, _RUN_ENTRIES, _RUN_BYTES):
        yield from run
        seq = run[-1].seq


def _identity_of(answer: EnrolAnswer) -> RegisterIdentity:
    return RegisterIdentity(
        register_id=answer.register_id,
        code=answer.code,
        name=answer.name,
        store_id=answer.store_id,
        store_name=answer.store_name,
        username=answer.username,
    )
