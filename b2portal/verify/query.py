"""Rows of a statement written by hand: what is checked must not depend on the code that wrote it."""

from django.db import connection


def rows(statement, parameters=()):
    """The rows of one SELECT, as tuples."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


RUN = "office.code || ' ' || to_char(run.month, 'YYYY-MM')"
"""How a run is called: Ambito and month. The tables are ``run`` and ``office``."""

OF_RUN = "vouchers_paymentrun run JOIN accounts_office office ON office.id = run.plan_office_id"
