"""A till: all its services by name, as `bootstrap.py` puts them together.

Knows how none of them works. Screens and commands are handed a till, or those parts of it that
they need.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.services.books_care import BooksCare
from pos_app.services.checkout import Checkout
from pos_app.services.daily_proof import DailyProof
from pos_app.services.drafts import KeepDraft
from pos_app.services.enrol_register import EnrolRegister
from pos_app.services.export_journal import ExportJournal
from pos_app.services.find_products import FindProducts
from pos_app.services.import_catalogue import ImportCatalogue
from pos_app.services.journal_list import JournalList
from pos_app.services.journal_view import JournalView
from pos_app.services.media import Media
from pos_app.services.open_sale import OpenSale
from pos_app.services.ports import CatalogueFill, NetworkSwitch, ServerApi, Storage, SyncLoop
from pos_app.services.read_report import ReadTodayReport
from pos_app.services.receipts import Receipts
from pos_app.services.return_goods import ReturnGoods
from pos_app.services.shop_rules import ShopRules
from pos_app.services.sign_in import SignIn, StaffTokens
from pos_app.services.till_notices import TillNotices
from pos_app.services.till_sessions import TillSessions
from pos_app.services.unsent_note import UnsentNote
from pos_core.identifiers import Clock
from pos_core.receipt import Receipt


@dataclass(frozen=True)
class Till:
    """One open till on one data directory."""

    clock: Clock
    storage: Storage
    server: ServerApi
    network_switch: NetworkSwitch
    tokens: StaffTokens
    shop_rules: ShopRules
    find_products: FindProducts
    drafts: KeepDraft
    checkout: Checkout
    return_goods: ReturnGoods
    sessions: TillSessions
    receipts: Receipts
    receipt_text: Callable[[Receipt], str]
    sign_in: SignIn
    enrol_register: EnrolRegister
    read_report: ReadTodayReport
    journal_view: JournalView
    journal_list: JournalList
    notices: TillNotices
    unsent_note: UnsentNote
    export_journal: ExportJournal
    daily_proof: DailyProof
    import_catalogue: ImportCatalogue
    media: Media
    engine: SyncLoop
    first_fill: CatalogueFill
    books_care: BooksCare
    warm_up: tuple[Callable[[], None], ...]
    close_storage: Callable[[], None]

    def open_sale(self) -> OpenSale:
        """Begin a sale under the rules that hold now; raises RuleBroken `shop.not_filled`."""
        return OpenSale(self.shop_rules.pricing(), self.clock)

    def connect(self) -> None:
        """Import what only the network needs; takes half a second, so it runs on a worker."""
        for step in self.warm_up:
            step()

    def close(self) -> None:
        """Close the local database and let another process have the data directory."""
        self.close_storage()
