"""Addresses of a case. A room that is not built yet leads to the case itself: there are no dead links."""

from django.urls import NoReverseMatch, reverse

# pages about a case that belong to the apps above; known by name only
ELSEWHERE = {"award": "vouchers:award"}


def case_url(application, anchor=""):
    """The page of the case, at one of its sections when ``anchor`` is given."""
    return reverse("applications:case", args=[application.ref]) + (f"#{anchor}" if anchor else "")


def page_of(application, verb):
    """Where ``verb`` is done to the case; the case page when that room does not exist."""
    return page_or_none(application, verb) or case_url(application)


def page_or_none(application, verb):
    """Where ``verb`` is done to the case, or None."""
    try:
        return reverse(ELSEWHERE.get(verb, f"applications:{verb}"), args=[application.ref])
    except NoReverseMatch:
        return None
