"""The two records a page is about."""

from django.http import Http404
from django.utils.translation import gettext as _

from accounts import access_log
from applications import unions
from applications.models import Person


def pair_or_404(request, first, second):
    """(kept, gone), each with a case this person sees; 404 else. Both openings are written in the access log."""
    people = Person.objects.visible_to(request.user).select_related("municipality", "plan_office")
    found = list(people.filter(pk__in=[first, second]))
    if len(found) != 2:
        raise Http404
    for person in found:
        case = unions.newest_case(person)
        access_log.record(
            request, subject_id=person.pk, what=_("possible duplicates"), reference=case.ref if case else ""
        )
    return unions.in_order(*found)
