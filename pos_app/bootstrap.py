"""Puts a till together, step by step; besides the entry points the only file that knows all layers.

Imports the database but nothing of the network: that is imported by `Till.connect`, on a worker,
while somebody types their password.
"""

import secrets
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pos_app.config import Settings
from pos_app.devices.escpos_printer import printer_for
from pos_app.devices.key_store import key_store_for
from pos_app.devices.receipt_text import plain_text
from pos_app.devices.recoverable_keys import RecoverableKeys, SealedKeys
from pos_app.devices.recovery_seal import check_public_key
from pos_app.services.books_care import BooksCare
from pos_app.services.checkout import Checkout
from pos_app.services.daily_proof import DailyProof
from pos_app.services.drafts import KeepDraft
from pos_app.services.enrol_register import EnrolRegister
from pos_app.services.export_journal import ExportJournal
from pos_app.services.find_products import FindProducts
from pos_app.services.follow_remarks import FollowRemarks
from pos_app.services.heal_fork import HealFork
from pos_app.services.import_catalogue import ImportCatalogue
from pos_app.services.journal_list import JournalList
from pos_app.services.journal_view import JournalView
from pos_app.services.media import Media
from pos_app.services.offline_grant import OfflineGrants
from pos_app.services.ports import ForkHealing, KeyStore
from pos_app.services.read_report import ReadTodayReport
from pos_app.services.receipts import Receipts
from pos_app.services.register_accounts import REGISTER_SECRET, REGISTER_USERNAME, SIGNING_KEY
from pos_app.services.return_goods import ReturnGoods
from pos_app.services.salvage_journal import SalvageJournal, SalvageTools
from pos_app.services.scribe import LocalOffset, RegisterKey, Scribe, machine_offset
from pos_app.services.shop_rules import ShopRules
from pos_app.services.sign_in import SignIn, StaffTokens
from pos_app.services.till import Till
from pos_app.services.till_notices import TillNotices
from pos_app.services.till_sessions import till_sessions
from pos_app.services.unsent_note import UnsentNote
from pos_app.storage.salvage import Rescue
from pos_app.storage.storage import SqliteStorage, holds_books, open_storage
from pos_app.storage.wreckage import look_into
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
    key_store = recoverable_keys(settings)
    storage = _open_storage(settings, time.clock, key_store)
    try:
        return _compose(settings, time, key_store, storage)
    except BaseException:
        storage.close()
        raise


def recoverable_keys(settings: Settings) -> RecoverableKeys:
    """Return the key store of this till, whose secrets are sealed to the recovery key as well.

    Raises RuleBroken `recovery.key_unreadable` for a setting `recovery_key` that is none.
    """
    if settings.recovery_key:
        check_public_key(settings.recovery_key)
    inner = key_store_for(settings.key_store, settings.data_dir)
    names = (DATABASE_KEY, SIGNING_KEY, REGISTER_USERNAME, REGISTER_SECRET)
    return RecoverableKeys(inner, settings.data_dir, names, settings.recovery_key)


def _open_storage(settings: Settings, clock: Clock, key_store: KeyStore) -> SqliteStorage:
    """Open the encrypted books; their key is made with them and kept in the key store."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("storage.folder", folder=str(settings.data_dir)) from error
    key = key_store.get(DATABASE_KEY)
    if key is None:
        if holds_books(settings.data_dir):
            raise EnvironmentFailed("key_store.key_missing", name=DATABASE_KEY)
        key = secrets.token_hex(32)
        key_store.put(DATABASE_KEY, key)
    return open_storage(settings.data_dir, key, rescue_with(clock, key_store))


def rescue_with(clock: Clock, key_store: KeyStore) -> Rescue:
    """Return what a salvage needs: the time, and the key of a register that the key store has."""
    return Rescue(clock, RegisterKey(key_store).find)


def build_salvage(settings: Settings, clock: Clock = MACHINE_TIME.clock) -> SalvageJournal:
    """Make what saves the journal of this till, or of other files, without opening the till."""
    keys = recoverable_keys(settings)
    return SalvageJournal(
        SalvageTools(
            keys=keys,
            database_key=DATABASE_KEY,
            sealed_keys=SealedKeys,
            look=look_into,
            open_books=lambda: _open_storage(settings, clock, keys),
        ),
        settings.data_dir,
        clock,
    )


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


def _feeds(settings: Settings) -> Path:
    return settings.data_dir / "feeds"


def _engine(
    settings: Settings,
    network: _Network,
    storage: SqliteStorage,
    daily_proof: DailyProof,
    healing: ForkHealing,
) -> SyncEngine:
    api, folder = network.api, _feeds(settings)
    quiet = (FollowRemarks(storage, api), daily_proof)
    rhythm = Rhythm(SystemClock(), server_clock=api.server_clock)
    return SyncEngine(storage, api, network.register_tokens, rhythm, folder, quiet, healing)


def _compose(settings: Settings, time: Time, keys: RecoverableKeys, storage: SqliteStorage) -> Till:
    network, tokens, grants = _network(settings, keys), StaffTokens(), OfflineGrants(keys)
    register_key, printer = RegisterKey(keys), printer_for(settings.printer, settings.locale)
    scribe = Scribe(time.clock, register_key, time.local_offset)
    own, api = network.register_tokens, network.api
    daily_proof = DailyProof(storage, api, own, time.clock, time.local_offset)
    healing = HealFork(storage, api, own, keys, time.clock, scribe)
    public_key = partial(register_key.public_in, storage)
    journal_view = JournalView(storage, public_key)
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
        sessions=till_sessions(storage, scribe, printer),
        receipts=Receipts(storage, scribe, printer),
        receipt_text=partial(plain_text, locale=settings.locale),
        sign_in=SignIn(storage, network.identity, time.clock, tokens, grants, scribe),
        enrol_register=EnrolRegister(storage, api, keys, time.clock, scribe, register_key, own),
        read_report=ReadTodayReport(storage, api, tokens, time.clock, time.local_offset),
        journal_view=journal_view,
        export_journal=ExportJournal(storage, public_key, time.clock),
        import_catalogue=ImportCatalogue(api, tokens.token, SystemClock()),
        media=Media(storage, api, own, settings.data_dir / "media"),
        daily_proof=daily_proof,
        unsent_note=UnsentNote(settings.data_dir, time.clock),
        notices=TillNotices(storage, journal_view.new_number, storage.health),
        journal_list=JournalList(storage, public_key, time.clock, time.local_offset),
        engine=_engine(settings, network, storage, daily_proof, healing),
        first_fill=FirstFill(storage, api, own, _feeds(settings)),
        warm_up=(api.warm_up, network.identity.warm_up),
        books_care=BooksCare(storage, time.clock, keys.seal),
        close_storage=storage.close,
    )
