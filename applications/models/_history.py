"""History of changes, written by the database itself: also bulk updates and raw SQL are kept."""

import pghistory


def tracked(model=None, *, exclude=()):
    """Keep every version of a row in ``<Model>History``, through statement-level triggers (cheap in bulk).

    ``exclude``: columns the database computes from the others.
    """

    def track(model):
        return pghistory.track(
            # a row taken away leaves its mark too: what was known on a day needs it
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            level=pghistory.Statement,
            model_name=f"{model.__name__}History",
            obj_field=pghistory.ObjForeignKey(related_name="history"),
            exclude=list(exclude) or None,
        )(model)

    return track(model) if model else track
