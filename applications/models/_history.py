"""History of changes, written by the database itself: also bulk updates and raw SQL are kept."""

import pghistory


def tracked(model):
    """Keep every version of a row in ``<Model>History``, through statement-level triggers (cheap in bulk)."""
    return pghistory.track(
        # a row taken away leaves its mark too: what was known on a day needs it
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        level=pghistory.Statement,
        model_name=f"{model.__name__}History",
        obj_field=pghistory.ObjForeignKey(related_name="history"),
    )(model)
