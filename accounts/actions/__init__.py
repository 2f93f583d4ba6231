from accounts.actions.deactivate import deactivate
from accounts.actions.enrol import enrol
from accounts.actions.invite import invite
from accounts.actions.switch_role import switch_role

__all__ = ["deactivate", "enrol", "invite", "switch_role"]
