from accounts.models.access_log import AccessLog
from accounts.models.delegation import Delegation
from accounts.models.membership import Membership
from accounts.models.office import Office
from accounts.models.user import User

__all__ = ["AccessLog", "Delegation", "Membership", "Office", "User"]
