from accounts.models.access_log import AccessLog
from accounts.models.access_seal import AccessSeal
from accounts.models.delegation import Delegation
from accounts.models.membership import Membership
from accounts.models.office import Office
from accounts.models.user import User

__all__ = ["AccessLog", "AccessSeal", "Delegation", "Membership", "Office", "User"]
