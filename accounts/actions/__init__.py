from accounts.actions.deactivate import deactivate
from accounts.actions.delegate import delegate
from accounts.actions.end_delegation import end_delegation
from accounts.actions.enrol import enrol
from accounts.actions.invite import invite
from accounts.actions.switch_role import switch_role

__all__ = ["deactivate", "delegate", "end_delegation", "enrol", "invite", "switch_role"]
