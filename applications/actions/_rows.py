"""Make the rows below a case those of the page: change, add, take away."""


def replace_rows(*, queryset, values, new, before_save=None):
    """Keep the rows named in ``values``, a list of (primary key or None, {field: value}); delete the others.

    ``new`` makes an unsaved row. ``before_save(row, changed)`` may add what the page does not ask;
    ``changed`` are the names of the fields that moved. A key that is not in ``queryset`` is a row that
    somebody else's page removed: it is written anew.
    """
    present = {row.pk: row for row in queryset}
    kept = set()
    for key, fields in values:
        row = present.get(key) or new()
        changed = {name for name, value in fields.items() if row.pk is None or getattr(row, name) != value}
        if row.pk:
            kept.add(row.pk)
            if not changed:
                continue
        for name, value in fields.items():
            setattr(row, name, value)
        if before_save:
            before_save(row, changed)
        row.save()
    for key, row in present.items():
        if key not in kept:
            row.delete()
