"""Two records side by side: which datum holds, and one record of the two."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day
from accounts.models import Office
from accounts.refusal import Refused
from accounts.roles import require
from applications import unions
from applications.actions.unite_people import unite_people as act
from applications.forms.unions import ReasonForm, UniteForm
from applications.models import Event, PersonUnion
from applications.views._pair import pair_or_404


@require("case.decide")
def unite_people(request, first, second):
    """Compare, choose, unite; below, the way to say that they are two people."""
    done = PersonUnion.objects.visible_to(request.user).filter(same=True, undone_at=None)
    if done.filter(kept__in=(first, second), gone__in=(first, second)).exists():
        messages.info(request, unions.ALREADY_ONE)
        return redirect("applications:duplicates")
    kept, gone = pair_or_404(request, first, second)
    now = timezone.now()
    form = UniteForm(request.POST if request.method == "POST" else None, kept=kept, gone=gone)
    refusal = unions.why_not_unite(request.user, kept, gone)
    if request.method == "POST" and form.is_valid():
        try:
            union = act(first=kept, second=gone, by=request.user, at=now, **form.choices())
        except Refused as problem:
            form.add_error(None, problem.sentence)
        else:
            said = _("One record now. It can be taken back until %(day)s, from this page.")
            messages.success(request, said % {"day": day(union.undo_until)})
            return redirect("applications:duplicates")
    return render(
        request,
        "applications/unite_people.html",
        {
            "kept": kept,
            "gone": gone,
            "form": form,
            "apart_form": ReasonForm(
                label=_("How do you know that they are two people?"), auto_id="apart_%s"
            ),
            "refusal": refusal,
            "rows": _rows(form, kept, gone),
            "clashes": [_clash(form, group) for group in form.clashes],
            "sides": [_side(person) for person in (kept, gone)],
            "said_apart": _said_apart(gone),
            "undo_days": unions.UNDO_DAYS,
        },
    )


def _rows(form, kept, gone):
    """The data of both, those that differ with their choice."""
    offices = Office.objects.in_bulk({kept.municipality_id, gone.municipality_id})
    found = []
    for name in unions.FIELDS:
        words = [_words(person, name, offices) for person in (kept, gone)]
        differs = name in form.names
        found.append(
            {
                "name": name,
                "label": unions.label(name),
                "first": words[0],
                "second": words[1],
                "chosen": form.chosen(name) if differs else "",
                "differs": differs,
            }
        )
    return found


def _words(person, name, offices):
    if name == "municipality":
        return offices[person.municipality_id].name
    if name == "birth_date":
        return day(person.birth_date)
    if name == "large_print":
        return _("Yes") if person.large_print else _("No")
    return person.get_sex_display() if name == "sex" else getattr(person, name)


def _clash(form, group):
    pairs = form.clashes[group]
    sides = [list(dict.fromkeys(_row_words(one) for one in side)) for side in zip(*pairs, strict=True)]
    return {
        "name": group,
        "label": form.fields[group].label,
        "first": sides[0],
        "second": sides[1],
        "chosen": form.chosen(group),
    }


def _row_words(row):
    starts = getattr(row, "issued_on", None) or getattr(row, "recognised_on", None)
    return f"{row}, {day(starts)}" if starts else str(row)


def _side(person):
    """What goes with a record: its cases and its rows, counted."""
    cases = person.applications.select_related("municipality", "call").order_by("created_at")
    return {
        "person": person,
        "cases": list(cases),
        "evidence": person.isee_set.count() + person.certificates.count(),
    }


def _said_apart(person):
    """Why whoever opened the later record said that it is somebody else, or ""."""
    event = Event.objects.filter(application__person=person, verb="create").exclude(note="").first()
    return event.note if event else ""
