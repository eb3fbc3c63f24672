"""Carries facts of this machine's journals over into the journal of the register it is now.

Word for word, with their identities and the numbers on the customers' paper, so that the server
knows those it has. What is carried too much does no harm; what is left out would be lost. Knows
nothing of why the machine is another register, and nothing of HTTP or tables.
"""

from collections.abc import Iterator, Sequence

from pos_app.services.book_ports import JournalBook
from pos_app.services.ports import Books, KeyStore, RegisterTokens, Storage
from pos_app.services.records import FORMER_DUE, RegisterIdentity
from pos_app.services.register_accounts import RegisterAccount, RegisterAccounts
from pos_app.services.scribe import RegisterKey, Scribe, fact_of
from pos_app.services.shop_rules import enrolled
from pos_core.errors import RuleBroken
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
from pos_core.wire.registers import EnrolAnswer

_RUN_ENTRIES = 500
_RUN_BYTES = 8 * 1024 * 1024


class CarryOver:
    """Begins the journal of another register with what is not in the books for sure."""

    def __init__(
        self, storage: Storage, tokens: RegisterTokens, key_store: KeyStore, scribe: Scribe
    ) -> None:
        """Keep the journal in `storage`; accounts are in `key_store`, `tokens` sign in by them."""
        self._storage = storage
        self._tokens = tokens
        self._accounts = RegisterAccounts(key_store)
        self._key = RegisterKey(key_store)
        self._scribe = scribe

    def go_on_as(
        self,
        answer: EnrolAnswer,
        signing_key: str,
        former: RegisterIdentity,
        agreed: int,
        actor: Actor,
    ) -> RegisterIdentity:
        """Become the register that the server gave, with all that came after entry `agreed`.

        Its account is kept before the books name it, and one transaction makes its journal the
        current one. All is signed before that, so that a checkout waits for the rows to be written
        and no longer; what is sold meanwhile is carried over within the transaction. `actor` is
        whom the new journal's first entry names. Raises RuleBroken `register.already_enrolled`
        when this machine is no longer `former`.
        """
        self._accounts.keep_present(former.username)
        self._accounts.keep(RegisterAccount(answer.username, signing_key, answer.secret))
        identity = identity_of(answer)
        former_key = public_key_text(self._key.of(former))
        with self._storage.read() as books:
            waiting = list(_after(books.journal, agreed))
        journal = self._signed(identity, former, actor, waiting)
        with self._storage.begin(urgent=False) as books:
            present = books.register()
            if present is None or present.register_id != former.register_id:
                raise RuleBroken("register.already_enrolled")
            later = list(_after(books.journal, agreed + len(waiting)))
            books.succeed(identity, former_key, agreed)
            books.journal.append_run(journal)
            for entry in later:
                self._scribe.write_fact(books, carried_over(entry, former.code))
            books.sales.carry_over(journal[0].seq)
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

    def bring_back(self) -> None:
        """Carry over every fact of former journals, when the books may have lost them.

        In runs, each in a transaction of its own: what the present journal holds already is left
        out, so it goes on after a crash where it was.
        """
        with self._storage.read() as books:
            due, former = books.setting(FORMER_DUE), books.journal.former()
        if not due:
            return
        for journal in former:
            through: int | None = journal.base.seq
            while through is not None:
                with self._storage.begin(urgent=False) as books:
                    through = self._bring_run(books, journal.register_id, journal.code, through)
        with self._storage.begin(urgent=False) as books:
            books.set_setting(FORMER_DUE, "")

    def _bring_run(self, books: Books, of: str, code: str, through: int) -> int | None:
        """Carry over what is missing of the next run; return its end, None when there is none."""
        run = books.journal.former_run(of, through, _RUN_ENTRIES, _RUN_BYTES)
        present, before = enrolled(books).register_id, books.journal.head().seq
        for entry in run:
            latest = books.journal.entry(entry.fact.event_id)
            if latest is not None and latest.register_id != present:
                self._scribe.write_fact(books, carried_over(entry, code))
        books.sales.carry_over(before)
        return run[-1].seq if run else None

    def _signed(
        self,
        identity: RegisterIdentity,
        former: RegisterIdentity,
        actor: Actor,
        waiting: Sequence[Entry],
    ) -> list[Entry]:
        """Return the new journal: who it succeeds, and what waits, word for word."""
        key, head = self._key.of(identity), GENESIS
        entries = []
        for fact in [
            self._succession(identity, former, actor),
            *(carried_over(entry, former.code) for entry in waiting),
        ]:
            entries.append(append(fact, identity.register_id, head, key))
            head = entries[-1].head
        return entries

    def _succession(
        self, identity: RegisterIdentity, former: RegisterIdentity, actor: Actor
    ) -> Fact:
        payload: dict[str, Json] = {
            "register_code": identity.code,
            "name": identity.name,
            "store_id": identity.store_id,
            "succeeds": {"register_id": former.register_id, "register_code": former.code},
        }
        return fact_of(EntryType.REGISTER_ENROLLED, payload, self._scribe.stamp(actor))


def _after(journal: JournalBook, seq: int) -> Iterator[Entry]:
    while run := journal.to_send(seq, _RUN_ENTRIES, _RUN_BYTES):
        yield from run
        seq = run[-1].seq


def identity_of(answer: EnrolAnswer) -> RegisterIdentity:
    """Return the register that the server's answer names."""
    return RegisterIdentity(
        register_id=answer.register_id,
        code=answer.code,
        name=answer.name,
        store_id=answer.store_id,
        store_name=answer.store_name,
        username=answer.username,
    )
