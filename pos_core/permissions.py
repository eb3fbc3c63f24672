"""Who may do what: roles, acts, and whether an act is allowed, needs approval or is denied.

Checked in the app and again in the backend. Knows nothing of tokens or accounts.
"""

from collections.abc import Iterable
from enum import StrEnum

from pos_core.errors import NotAllowed


class Role(StrEnum):
    """The roles of staff, and the one of a register itself; names of the Cognito groups."""

    SALESPERSON = "salesperson"
    MANAGER = "manager"
    ADMIN = "admin"
    IT = "it"
    REGISTER = "register"


class Act(StrEnum):
    """Acts that not everybody may do."""

    SELL = "sell"
    RETURN = "return"
    DISCOUNT = "discount"
    OVERRIDE_PRICE = "override_price"
    READ_CATALOGUE = "read_catalogue"
    EDIT_PRODUCT = "edit_product"
    IMPORT_CATALOGUE = "import_catalogue"
    READ_STORE_REPORT = "read_store_report"
    READ_OWN_REPORT = "read_own_report"
    ENROL_REGISTER = "enrol_register"
    SEE_COST = "see_cost"
    PUSH_JOURNAL = "push_journal"
    WATCH_BOOKS = "watch_books"
    MEND_BOOKS = "mend_books"
    OPEN_TILL = "open_till"
    MOVE_CASH = "move_cash"
    CLOSE_TILL = "close_till"
    ACCEPT_DIFFERENCE = "accept_difference"


class Verdict(StrEnum):
    """The answer: a stronger role's verdict wins when somebody has several roles."""

    ALLOWED = "allowed"
    NEEDS_APPROVAL = "needs_approval"
    DENIED = "denied"


_SELLING = {
    Act.SELL,
    Act.DISCOUNT,
    Act.READ_CATALOGUE,
    Act.READ_OWN_REPORT,
    Act.OPEN_TILL,
    Act.MOVE_CASH,
    Act.CLOSE_TILL,
}
_MANAGING = _SELLING | {
    Act.RETURN,
    Act.OVERRIDE_PRICE,
    Act.EDIT_PRODUCT,
    Act.READ_STORE_REPORT,
    Act.ENROL_REGISTER,
    Act.SEE_COST,
    Act.ACCEPT_DIFFERENCE,
    Act.WATCH_BOOKS,
}
_ALLOWED: dict[Role, set[Act]] = {
    Role.SALESPERSON: _SELLING,
    Role.MANAGER: _MANAGING,
    Role.ADMIN: _MANAGING | {Act.IMPORT_CATALOGUE, Act.MEND_BOOKS},
    Role.IT: {Act.READ_CATALOGUE, Act.ENROL_REGISTER, Act.WATCH_BOOKS, Act.MEND_BOOKS},
    Role.REGISTER: {Act.READ_CATALOGUE, Act.PUSH_JOURNAL},
}
_NEEDS_APPROVAL: dict[Role, set[Act]] = {
    Role.SALESPERSON: {Act.RETURN, Act.OVERRIDE_PRICE, Act.ACCEPT_DIFFERENCE},
}


def roles_from(groups: Iterable[str]) -> frozenset[Role]:
    """Return the roles among group names; groups that are no roles are left out."""
    known = {role.value for role in Role}
    return frozenset(Role(group) for group in groups if group in known)


def verdict_on(roles: Iterable[Role], act: Act) -> Verdict:
    """Tell whether somebody with these roles may do it."""
    held = list(roles)
    if any(act in _ALLOWED[role] for role in held):
        return Verdict.ALLOWED
    if any(act in _NEEDS_APPROVAL.get(role, set()) for role in held):
        return Verdict.NEEDS_APPROVAL
    return Verdict.DENIED


def require(roles: Iterable[Role], act: Act) -> None:
    """Raise NotAllowed unless the act is allowed outright."""
    if verdict_on(roles, act) is not Verdict.ALLOWED:
        raise NotAllowed(act=act.value)
