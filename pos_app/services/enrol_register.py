"""Enrols this machine as a register: an identity of its own, apart from the staff who use it.

Key and request identity are kept before the server is asked, so that a lost answer is asked for
again and gives the same register. Knows nothing of HTTP or of where secrets are kept.
"""

from pos_app.services.ports import KeyStore, ServerApi, Storage
from pos_app.services.records import RegisterIdentity
from pos_app.services.register_accounts import REGISTER_SECRET, REGISTER_USERNAME
from pos_app.services.scribe import RegisterKey, Scribe
from pos_core.errors import RuleBroken
from pos_core.identifiers import Clock, new_id
from pos_core.journal import Actor, EntryType, public_key_text
from pos_core.wire.changes import Scope, StoreItem
from pos_core.wire.registers import EnrolAnswer, EnrolRequest

REQUEST_ID = "enrolment.request_id"


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
    ) -> None:
        """Ask `server`, keep the identity in `storage` and its secrets in `key_store`."""
        self._storage = storage
        self._server = server
        self._key_store = key_store
        self._clock = clock
        self._scribe = scribe
        self._key = key

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

        Raises NotAllowed for people who may not, RuleBroken `register.already_enrolled` and
        `register.name_missing`, Unreachable without a network; all can be tried again.
        """
        name = " ".join(name.split())
        if not name:
            raise RuleBroken("register.name_missing")
        answer = self._server.enrol(token, self._request(store_id, name))
        self._key_store.put(REGISTER_USERNAME, answer.username)
        self._key_store.put(REGISTER_SECRET, answer.secret)
        return self._keep(answer, actor)

    def _request(self, store_id: str, name: str) -> EnrolRequest:
        public_key = public_key_text(self._key.private_or_new())
        with self._storage.begin() as books:
            if books.register() is not None:
                raise RuleBroken("register.already_enrolled")
            request_id = books.setting(REQUEST_ID) or new_id(self._clock)
            books.set_setting(REQUEST_ID, request_id)
        return EnrolRequest(
            request_id=request_id, store_id=store_id, name=name, public_key=public_key
        )

    def _keep(self, answer: EnrolAnswer, actor: Actor) -> RegisterIdentity:
        identity = RegisterIdentity(
            register_id=answer.register_id,
            code=answer.code,
            name=answer.name,
            store_id=answer.store_id,
            store_name=answer.store_name,
            username=answer.username,
        )
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
