"""What is said of an address: its permission, its methods, the object it names."""

from dataclasses import dataclass

GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")


@dataclass(frozen=True)
class Page:
    """``permission``: None for anybody signed in. ``methods``: those it answers; the others get 405 or are readings.

    ``object``: what the address names, None when nothing: ``case`` (exists for the office of the case), ``run``
    (for the Plan Office), ``own`` (for one person), ``ambito`` (for every office of the Ambito), ``law`` (for all).
    ``pk``: which of the scene's values goes in place of ``<pk>``.
    ``also_refuses``: roles with the permission that the page itself refuses, and why in a comment beside.
    ``in_view``: False where the permission depends on the row, so that the view cannot carry it.
    ``second_factor``: False where a person without it may come in.
    """

    permission: str | None
    methods: tuple = GET
    object: str | None = None
    pk: str = ""
    public: bool = False
    also_refuses: tuple = ()
    in_view: bool = True
    second_factor: bool = True


def public(methods=GET):
    return Page(None, methods, public=True)


def anybody(methods=GET, **more):
    return Page(None, methods, **more)


def case(permission, methods=BOTH, **more):
    return Page(permission, methods, object="case", **more)


def run(permission, methods=BOTH, **more):
    return Page(permission, methods, object="run", **more)
