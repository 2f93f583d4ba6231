"""What is reached by its name in the search: pages, deeds, help. The apps above add the pages of theirs."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from applications.search import search_form

# URL name → (words, permission)
PLACES = {
    "applications:work": (_("My work"), "case.read"),
    "applications:list": (_("Cases"), "case.read"),
    "applications:approvals": (_("To approve"), "plan.approve"),
    "applications:decided": (_("Decisions taken"), "case.health.read"),
    "applications:notifications": (_("Notifications"), "case.read"),
    "applications:check_letter": (_("Check a letter"), "case.read"),
    "accounts:delegate": (_("Delegations"), "plan.approve"),
    "accounts:profile": (_("Profile and security"), "case.read"),
}
DEEDS = {
    "applications:create": (_("New application"), "case.write"),
    "applications:export": (_("Export the list"), "case.read"),
    "applications:simulate_rules": (_("Try other rules"), "call.publish"),
    "accounts:invite": (_("Invite a person"), "user.manage"),
    "vouchers:open_run": (_("Prepare the payment of a month"), "payment.prepare"),
}
_helps = []


def also(url_name, label, permission):
    """A page of another app. What is already there keeps its words."""
    PLACES.setdefault(url_name, (label, permission))


def helps(function):
    """Register ``function() -> [(title, url)]``: the pages of the help, for everybody."""
    _helps[:] = [function]
    return function


def pages(text, *, user):
    """[{label, url}] of the pages ``user`` may open whose name has every word of ``text``; all when nothing is
    written."""
    return _named(PLACES, text, user)


def deeds(text, *, user):
    """The same for what one may begin."""
    return _named(DEEDS, text, user)


def help_pages(text):
    """The same for the help; none when nothing is written."""
    words = search_form(text).split()
    found = [row for function in _helps for row in function()] if words else []
    return [{"label": title, "url": url} for title, url in found if _has(title, words)]


def _has(label, words):
    said = search_form(str(label))
    return all(word in said for word in words)


def _named(places, text, user):
    words = search_form(text).split()
    rows = []
    for name, (label, permission) in places.items() if words or not text else ():
        if user.may(permission) and _has(label, words):
            try:
                rows.append({"url": reverse(name), "label": label})
            except NoReverseMatch:
                continue
    return rows
