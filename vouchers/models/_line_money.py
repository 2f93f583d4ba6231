"""What is granted once more, by an amount that rises or a last day that goes back, is held to its line of the budget.

The database looks when the transaction ends, so that a raise and a cut of one decision are seen together; the actions
have locked the lines before and refuse with a sentence (``actions/_charging.py``). What was granted before is kept for
the transaction at the first row it writes: who asks for less passes, also on a line that is short already.
"""

import pgtrigger

_HELD = """
    FOR held IN
        SELECT DISTINCT charge.line_id AS id FROM vouchers_budgetcharge charge
        JOIN vouchers_awardcomponent part ON part.id = charge.component_id WHERE OF_THE_ROW ORDER BY 1
    LOOP
        PERFORM 1 FROM vouchers_budgetline WHERE id = held.id FOR NO KEY UPDATE;
        before := NULLIF(current_setting('b2.granted_' || held.id, true), '');
        DO_IT
    END LOOP;
    RETURN NEW;
"""
_REMEMBER = """IF before IS NULL THEN
            PERFORM set_config('b2.granted_' || held.id, vouchers_line_granted(held.id)::text, true);
        END IF;"""
_LOOK = """IF before IS NOT NULL AND vouchers_line_granted(held.id) > before
            AND vouchers_line_money(held.id) < vouchers_line_granted(held.id)
        THEN
            RAISE EXCEPTION 'line_has_the_money: budget line % has not enough money', held.id
                USING ERRCODE = 'check_violation';
        END IF;"""


def held_to_its_line(operation, *, of_the_row, condition=None):
    """The two triggers of a table whose rows say what a support costs. ``of_the_row``: which supports, in SQL, of the
    row ``NEW``; ``part`` is the support."""
    common = {
        "operation": operation,
        "condition": condition,
        "declare": [("held", "RECORD"), ("before", "NUMERIC")],
    }
    text = _HELD.replace("OF_THE_ROW", of_the_row)
    return [
        pgtrigger.Trigger(
            name="granted_before", when=pgtrigger.Before, func=text.replace("DO_IT", _REMEMBER), **common
        ),
        pgtrigger.Trigger(
            name="granted_within_its_line",
            when=pgtrigger.After,
            timing=pgtrigger.Deferred,
            func=text.replace("DO_IT", _LOOK),
            **common,
        ),
    ]
