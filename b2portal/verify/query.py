"""Rows of a statement written by hand: what is checked must not depend on the code that wrote it."""

from django.db import connection


def rows(statement, parameters=()):
    """The rows of one SELECT, as tuples."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


_FURTHER = "CASE WHEN run.sequence > 1 THEN '-' || run.sequence ELSE '' END"
RUN = f"office.code || ' ' || to_char(run.month, 'YYYY-MM') || {_FURTHER}"
"""How a run is called: Ambito, month and which of its lists. The tables are ``run`` and ``office``."""

OF_RUN = "vouchers_paymentrun run JOIN accounts_office office ON office.id = run.plan_office_id"
