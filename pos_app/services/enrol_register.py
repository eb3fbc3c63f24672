"""Enrols this machine as a register: an identity of its own, apart from the staff who use it.

Key and request identity are kept before the server is asked, so that a lost answer is asked for
again and gives the same register. Knows nothing of HTTP or of where secrets are kept.
"""

from collections.abc import Callable

from pos_app.services.carry_over import CarryOver, identity_of
from pos_app.services.ports import KeyStore, RegisterTokens, ServerApi, Storage
from pos_app.services.records import FORMER_DUE, RegisterIdentity
from pos_app.services.register_accounts import REGISTER_SECRET, REGISTER_USERNAME
from pos_app.services.register_wish import RegisterWishes
from pos_app.services.scribe import RegisterKey, Scribe
from pos_core.errors import Conflict, RuleBroken
from pos_core.identifiers import Clock, new_id
from pos_core.journal import Actor, EntryType, public_key_text
from pos_core.wire.changes import Scope, StoreItem
from pos_core.wire.registers import EnrolAnswer, EnrolRequest

REQUEST_ID = "enrolment.request_id"
WISH = "register.enrolled_again"

UNKNOWN = "register.unknown"
SHUT_OUT = frozenset(
    {"register.revoked", UNKNOWN, "register.not_yours", "sign_in.disabled", "sign_in.wrong"}
)
"""What the server says last to a register that it will never listen to again."""


class EnrolRegister:
    """Gives the machine its place in a store."""

    def __init__(
        self,
        storage: Storage,
        server: ServerApi,
        key_store: KeyStore,
        clock: Clock,
        scribe: Scribe,
        key: RegisterKey,
        tokens: RegisterTokens,
    ) -> None:
        """Ask `server`, keep the identity in `storage` and its secrets in `key_store`.

        `tokens` sign in anew where the machine becomes another register.
        """
        self._storage = storage
        self._server = server
        self._key_store = key_store
        self._clock = clock
        self._scribe = scribe
        self._key = key
        self._wishes = RegisterWishes(key_store, WISH, clock)
        self._carry_over = CarryOver(storage, tokens, key_store, scribe)

    def stores(self, token: str) -> list[StoreItem]:
        """Return the shop's stores for somebody who is signed in with the server."""
        stores: dict[str, StoreItem] = {}
        after, more = 0, True
        while more:
            page = self._server.changes(token, Scope.SETTINGS, after)
            for change in page.changes:
                if change.kind == "store" and change.data is not None:
                    stores[change.id] = StoreItem.model_validate(change.data)
            more, after = page.more and page.cursor > after, page.cursor
        return sorted(stores.values(), key=lambda store: store.name)

    def enrol(self, token: str, store_id: str, name: str, actor: Actor) -> RegisterIdentity:
        """Enrol under a name such as `Till 2` and return the identity.

        A machine that is a register already is enrolled again when the server listens to that one
        no more (SHUT_OUT); what is not in the books goes over. Raises NotAllowed for people who
        may not, RuleBroken `register.already_enrolled` and `register.name_missing`, Unreachable
        without a network; all can be tried again.
        """
        name = " ".join(name.split())
        if not name:
            raise RuleBroken("register.name_missing")
        with self._storage.read() as books:
            former = books.register()
        if former is not None:
            return self._enrol_again(token, (store_id, name), actor, former)
        answer = self._ask(token, lambda anew: self._request(store_id, name, anew=anew))
        self._key_store.put(REGISTER_USERNAME, answer.username)
        self._key_store.put(REGISTER_SECRET, answer.secret)
        return self._keep(answer, actor)

    def _ask(self, token: str, request: Callable[[bool], EnrolRequest]) -> EnrolAnswer:
        """Ask what was asked before, or anew where another machine is that register already."""
        try:
            return self._server.enrol(token, request(False))
        except Conflict as conflict:
            if conflict.code != "register.request_reused":
                raise
        return self._server.enrol(token, request(True))

    def _request(self, store_id: str, name: str, *, anew: bool) -> EnrolRequest:
        public_key = public_key_text(self._key.private_or_new())
        with self._storage.begin() as books:
            if books.register() is not None:
                raise RuleBroken("register.already_enrolled")
            kept = "" if anew else books.setting(REQUEST_ID)
            request_id = kept or new_id(self._clock)
            books.set_setting(REQUEST_ID, request_id)
        return EnrolRequest(
            request_id=request_id, store_id=store_id, name=name, public_key=public_key
        )

    def _enrol_again(
        self, token: str, place: tuple[str, str], actor: Actor, former: RegisterIdentity
    ) -> RegisterIdentity:
        """Become another register, in a store and under a name, with all that waits.

        Can be killed anywhere and asked for again, as healing can. Books that do not know the
        register come from a backup: they lack all of its entries, and of former ones perhaps some.
        """
        with self._storage.read() as books:
            state, base = books.journal.state(), books.journal.base()[0]
        said = state.last_error_code
        if said not in SHUT_OUT:
            raise RuleBroken("register.already_enrolled")
        answer = self._ask(token, lambda anew: self._wish(former, place, anew=anew))
        wish = self._wishes.kept_or_new(former.register_id)
        if said == UNKNOWN:
            with self._storage.begin(urgent=False) as books:
                books.set_setting(FORMER_DUE, "1")
        agreed = base.seq if said == UNKNOWN else state.posted_through
        return self._carry_over.go_on_as(answer, wish.signing_key, former, agreed, actor)

    def _wish(
        self, former: RegisterIdentity, place: tuple[str, str], *, anew: bool
    ) -> EnrolRequest:
        wishes = self._wishes
        wish = (wishes.new if anew else wishes.kept_or_new)(former.register_id)
        return EnrolRequest(
            request_id=wish.request_id,
            store_id=place[0],
            name=place[1],
            public_key=wish.public_key,
        )

    def _keep(self, answer: EnrolAnswer, actor: Actor) -> RegisterIdentity:
        identity = identity_of(answer)
        with self._storage.begin() as books:
            books.set_register(identity)
            books.set_setting(REQUEST_ID, "")
            payload = {
                "register_code": identity.code,
                "name": identity.name,
                "store_id": identity.store_id,
            }
            self._scribe.write(books, EntryType.REGISTER_ENROLLED, payload, actor)
        return identity
