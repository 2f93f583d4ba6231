"""Every address the resolver knows, and what the table of the sweep says of it."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern: its full name, how it is written, its view."""

    name: str
    route: str
    view: object

    @property
    def arguments(self):
        return _ARGUMENT.findall(self.route)

    def path(self, values):
        """The address with ``values`` {argument: value} in its place; a KeyError names what is not known."""
        return "/" + _ARGUMENT.sub(lambda found: str(values[found.group(1)]), self.route)

    def __str__(self):
        return f"{self.name} /{self.route}"


def addresses(patterns=None, namespace="", route=""):
    """Walk the resolver: an Address for every pattern, an unnamed one too."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + _written(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = ":".join(filter(None, (namespace, pattern.namespace)))
            yield from addresses(pattern.url_patterns, inside, here)
        elif isinstance(pattern, URLPattern):
            yield Address(":".join(filter(None, (namespace, pattern.name))), here, pattern.callback)


def _written(pattern):
    """A route as ``path()`` writes it; a regular expression with its groups turned into arguments."""
    if isinstance(pattern, RoutePattern):
        return str(pattern)
    return re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", str(pattern)).strip("^$")


def answers(view):
    """The permission ``accounts.roles.require`` left on the view, or None."""
    return getattr(view, "required_permission", None)
