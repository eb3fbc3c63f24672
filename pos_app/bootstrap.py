"""Puts a till together, step by step; besides the entry points the only file that knows all layers.

Imports the database but nothing of the network: that is imported by `Till.connect`, on a worker,
while somebody types their password.
"""

import secrets
from dataclasses import dataclass, field
from functools import partial

from pos_app.config import Settings
from pos_app.devices.escpos_printer import printer_for
from pos_app.devices.key_store import key_store_for
from pos_app.devices.receipt_text import plain_text
from pos_app.services.checkout import Checkout
from pos_app.services.daily_proof import DailyProof
from pos_app.services.drafts import KeepDraft
from pos_app.services.enrol_register import EnrolRegister
from pos_app.services.export_journal import ExportJournal
from pos_app.services.find_products import FindProducts
from pos_app.services.follow_remarks import FollowRemarks
from pos_app.services.import_catalogue import ImportCatalogue
from pos_app.services.journal_list import JournalList
from pos_app.services.journal_view import JournalView
from pos_app.services.media import Media
from pos_app.services.offline_grant import OfflineGrants
from pos_app.services.ports import KeyStore
from pos_app.services.read_report import ReadTodayReport
from pos_app.services.receipts import Receipts
from pos_app.services.return_goods import ReturnGoods
from pos_app.services.scribe import LocalOffset, RegisterKey, Scribe, machine_offset
from pos_app.services.shop_rules import ShopRules
from pos_app.services.sign_in import SignIn, StaffTokens
from pos_app.services.till import Till
from pos_app.storage.storage import DATABASE_NAME, SqliteStorage, open_storage
from pos_app.sync.api_client import HttpServerApi
from pos_app.sync.auth import CognitoIdentity, PoolAddress, RegisterTokens
from pos_app.sync.engine import Rhythm, SyncEngine
from pos_app.sync.first_fill import FirstFill
from pos_app.sync.network_switch import NetworkSwitch
from pos_core.errors import EnvironmentFailed, StorageFailed
from pos_core.identifiers import Clock, SystemClock

DATABASE_KEY = "database.key"


@dataclass(frozen=True, slots=True)
class Time:
    """What a till takes its time from; a replay sells by another clock than it syncs by."""

    clock: Clock = field(default_factory=SystemClock)
    local_offset: LocalOffset = machine_offset


@dataclass(frozen=True, slots=True)
class _Network:
    """Everything that leaves the machine, behind one switch."""

    switch: NetworkSwitch
    api: HttpServerApi
    identity: CognitoIdentity
    register_tokens: RegisterTokens


MACHINE_TIME = Time()


def build_till(settings: Settings, time: Time = MACHINE_TIME) -> Till:
    """Open the data directory and make every service.

    Raises StorageFailed (`storage.in_use` when another SalePoint has it open, `storage.folder`,
    `storage.newer_schema` …) and EnvironmentFailed `key_store.unavailable`.
    """
    key_store = key_store_for(settings.key_store, settings.data_dir)
    storage = _open_storage(settings, key_store)
    try:
        return _assemble(settings, time, key_store, storage)
    except BaseException:
        storage.close()
        raise


def _open_storage(settings: Settings, key_store: KeyStore) -> SqliteStorage:
    """Open the encrypted books; their key is made with them and kept in the key store."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("storage.folder", folder=str(settings.data_dir)) from error
    key = key_store.get(DATABASE_KEY)
    if key is None:
        if (settings.data_dir / DATABASE_NAME).exists():
            raise EnvironmentFailed("key_store.key_missing", name=DATABASE_KEY)
        key = secrets.token_hex(32)
        key_store.put(DATABASE_KEY, key)
    return open_storage(settings.data_dir, key)


def _network(settings: Settings, key_store: KeyStore) -> _Network:
    switch = NetworkSwitch()
    address = PoolAddress(
        settings.user_pool_id, settings.client_id, settings.region, settings.cognito_endpoint
    )
    identity = CognitoIdentity(address, switch)
    return _Network(
        switch=switch,
        api=HttpServerApi(settings.api_url, switch),
        identity=identity,
        register_tokens=RegisterTokens(key_store, identity),
    )


def _assemble(settings: Settings, time: Time, key_store: KeyStore, storage: SqliteStorage) -> Till:
    network = _network(settings, key_store)
    register_key = RegisterKey(key_store)
    scribe = Scribe(time.clock, register_key, time.local_offset)
    tokens = StaffTokens()
    folder = settings.data_dir / "feeds"
    own, api = network.register_tokens, network.api
    daily_proof = DailyProof(storage, api, own, time.clock, time.local_offset)
    quiet = (FollowRemarks(storage, api), daily_proof)
    rhythm = Rhythm(SystemClock(), server_clock=api.server_clock)
    return Till(
        clock=time.clock,
        storage=storage,
        server=api,
        network_switch=network.switch,
        tokens=tokens,
        shop_rules=ShopRules(storage),
        find_products=FindProducts(storage),
        drafts=KeepDraft(storage),
        checkout=Checkout(storage, scribe),
        return_goods=ReturnGoods(storage, scribe),
        receipts=Receipts(storage, scribe, printer_for(settings.printer, settings.locale)),
        receipt_text=partial(plain_text, locale=settings.locale),
        sign_in=SignIn(
            storage, network.identity, time.clock, tokens, OfflineGrants(key_store), scribe
        ),
        enrol_register=EnrolRegister(storage, api, key_store, time.clock, scribe, register_key),
        read_report=ReadTodayReport(storage, api, tokens, time.clock, time.local_offset),
        journal_view=JournalView(storage, lambda: register_key.private().public_key()),
        export_journal=ExportJournal(
            storage, lambda: register_key.private().public_key(), time.clock
        ),
        import_catalogue=ImportCatalogue(api, tokens.token, SystemClock()),
        media=Media(storage, api, own, settings.data_dir / "media"),
        daily_proof=daily_proof,
        journal_list=JournalList(
            storage, lambda: register_key.private().public_key(), time.clock, time.local_offset
        ),
        engine=SyncEngine(storage, api, own, rhythm, folder, quiet),
        first_fill=FirstFill(storage, api, own, folder),
        warm_up=(api.warm_up, network.identity.warm_up),
        close_storage=storage.close,
    )
