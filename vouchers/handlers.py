"""What the workers must know beyond ``tasks``: it goes through actions, which stand above them."""

from vouchers import schedule  # noqa: F401  the worker learns what the calendar calls through this module
