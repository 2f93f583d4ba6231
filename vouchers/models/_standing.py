"""What PostgreSQL does at every insert, update and delete of a line or a payout of a run."""

import pgtrigger

# The row of the run is locked in share mode (FOR SHARE), so that a line cannot slip in while another connection is
# locking the list.
_STAND_STILL = """
        IF TG_OP <> 'DELETE' THEN
            SELECT state INTO run_state FROM vouchers_paymentrun WHERE id = NEW.run_id FOR SHARE;
        ELSE
            SELECT state INTO run_state FROM vouchers_paymentrun WHERE id = OLD.run_id FOR SHARE;
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.run_id <> OLD.run_id THEN
            RAISE EXCEPTION 'a payment stays in its run' USING ERRCODE = 'check_violation';
        END IF;
        IF run_state IN ('opening', 'draft', 'checked') THEN
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            IF NEW.state IN ('due', 'taken_out') THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'nothing is paid before the list is issued' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'UPDATE' AND run_state NOT IN ('locked') AND (
                (OLD.state, NEW.state) = ('due', 'booked') AND run_state IN ('approved', 'issuing')
                OR (OLD.state, NEW.state) IN (('booked', 'paid'), ('booked', 'returned'), ('paid', 'returned'))
                    AND run_state NOT IN ('approved', 'issuing')
            ) AND (to_jsonb(NEW) - ARRAY[MOVING]) = (to_jsonb(OLD) - ARRAY[MOVING]) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the list of the payment run is locked' USING ERRCODE = 'check_violation';
"""


def stands_still_once_locked(*moving):
    """After the lock a row changes only its state, along the way of the money, and the columns ``moving``."""
    columns = ", ".join(f"'{name}'" for name in ("state", *moving))
    return pgtrigger.Trigger(
        name="locked_lines_stand_still",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("run_state", "TEXT")],
        func=_STAND_STILL.replace("MOVING", columns),
    )
