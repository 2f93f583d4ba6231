"""Triggers for tables whose rows, once written, are never changed or removed."""

import pgtrigger


def append_only():
    """No UPDATE, DELETE or TRUNCATE, whoever asks: a correction is a later row."""
    return [
        pgtrigger.Protect(name="no_update_or_delete", operation=pgtrigger.Update | pgtrigger.Delete),
        no_truncate(),
    ]


def no_truncate():
    """A row trigger does not see TRUNCATE, and Protect has no statement form of it."""
    return pgtrigger.Trigger(
        name="no_truncate",
        operation=pgtrigger.Truncate,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
    )
