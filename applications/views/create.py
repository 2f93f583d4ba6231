"""A new application: call, Comune, and who the person is, starting from the codice fiscale."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access_log
from accounts.formats import day
from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.ask_office import ask_office
from applications.actions.create import create as create_application
from applications.duplicates import twin_of
from applications.forms.person import CreateForm
from applications.intake import after, codes_of
from applications.links import case_url
from applications.models import Application, Call, Inquiry
from applications.views._decoded import decoded, with_decoded
from applications.workflow import Status

TWO_WITH_ONE_CODE = gettext_lazy(
    "Recorded: the Comune of %(office)s will check. Two people cannot have the same codice fiscale: look at the "
    "health card of yours, or ask the Agenzia delle Entrate for the code with letters in the place of digits."
)


@require("case.write")
def create(request):
    """Open a draft. ``decode`` only reads the code; ``use`` puts what it says into the fields."""
    now, today = timezone.now(), timezone.localdate()
    known = {"by": request.user, "at": now, "today": today}
    twin, said = None, ""
    if request.method == "POST" and ("decode" in request.POST or "use" in request.POST):
        form = CreateForm(initial=with_decoded(request.POST.dict(), today=today), **known)
    elif request.method == "POST":
        form = CreateForm(request.POST, **known)
        if form.is_valid():
            twin = twin_of(form.cleaned_data["tax_code"], call=form.cleaned_data["call"], user=request.user)
            if twin and _is_mine_just_now(twin.application, form.cleaned_data["call"], request.user):
                messages.info(request, _("This application is already open: you are in it."))
                return redirect(_next_page(twin.application, today))
            try:
                if twin and twin.same_code and form.cleaned_data["not_the_same"]:
                    said = _report_same_code(request, twin.application, form, now)
                elif _may_go_on(twin, form):
                    return _open(request, form, twin, now)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
    else:
        form = CreateForm(**known)
    typed = form.data if form.is_bound else form.initial
    return render(
        request,
        "applications/create.html",
        {
            "form": form,
            "twin": _shown(request, twin, form),
            "said": said,
            "similar": [_alike(request, person, form.cleaned_data) for person in form.similar],
            "may_unite": request.user.may("case.decide"),
            "no_call": not Call.objects.visible_to(request.user).open_at(now).exists(),
            **decoded(typed, today=today),
        },
    )


def _may_go_on(twin, form):
    """Nobody with this code; or another person, said with a reason; or the same one again, on purpose.

    With an earlier case in another Comune, which is not read from here, the same one again needs a reason.
    """
    if twin is None or form.cleaned_data["not_the_same"]:
        return True
    if twin.stops or not form.cleaned_data["same_person"]:
        return False
    if not twin.visible and not form.cleaned_data["why_here"]:
        form.add_error("why_here", _("Write why: the earlier case is of another Comune."))
        return False
    return True


def _reason(form, again):
    """What is kept with the opening of the draft."""
    if form.cleaned_data["not_the_same"]:
        return form.cleaned_data["why_not_the_same"]
    return form.cleaned_data["why_here"] if again else ""


def _open(request, form, twin, now):
    """The draft, and on to the next page; of a person known already, the page of who they are."""
    again = twin.application.person if twin and not form.cleaned_data["not_the_same"] else None
    application = create_application(
        call=form.cleaned_data["call"],
        municipality=form.cleaned_data["municipality"],
        person=form.person_fields(),
        again=again,
        reason=_reason(form, again),
        by=request.user,
        at=now,
    )
    if again:
        messages.info(request, _("The data registered before are here: check that they still hold."))
        return redirect("applications:step", application.ref, "persona")
    for _field, warning in form.warnings:
        messages.warning(request, warning)
    return redirect(_next_page(application, timezone.localdate(now)))


def _next_page(application, today):
    """The page after that of the person, among those the call asks."""
    return reverse(
        "applications:step", args=[application.ref, after("persona", codes_of(application, on=today))]
    )


def _report_same_code(request, application, form, now):
    """Two people cannot have one code: the office of the other is asked to look. Returns what to say."""
    ask_office(
        application=application,
        kind=Inquiry.Kind.SAME_CODE,
        reason=form.cleaned_data["why_not_the_same"],
        by=request.user,
        at=now,
    )
    return TWO_WITH_ONE_CODE % {"office": application.municipality.name}


def _shown(request, twin, form):
    """The earlier case as far as this person may know of it: outside the scope only the Comune and its phone."""
    if twin is None:
        return None
    case = twin.application
    found = {"office": case.municipality, "stops": twin.stops, "same_code": twin.same_code}
    if not twin.visible:
        return found
    access_log.record(request, subject_id=case.person_id, what=_("new application"), reference=case.ref)
    return found | {
        "case": case,
        "url": case_url(case),
        "compare": _beside(case.person, form.cleaned_data),
        "in_this_call": case.call_id == form.cleaned_data["call"].pk,
    }


def _alike(request, person, typed):
    """Somebody with a similar name; outside one's scope only the Comune is said."""
    case = Application.objects.visible_to(request.user).filter(person=person).first()
    if case:
        access_log.record(request, subject_id=person.pk, what=_("new application"), reference=case.ref)
    return {
        "person": person if case else None,
        "office": person.municipality,
        "url": case_url(case) if case else "",
        "compare": _beside(person, typed) if case else (),
    }


def _beside(person, typed):
    """[(what, typed, registered)] of two people who look the same."""
    return [
        (_("Last name"), typed["last_name"], person.last_name),
        (_("First name"), typed["first_name"], person.first_name),
        (_("Date of birth"), day(typed["birth_date"]), day(person.birth_date)),
        (_("Place of birth"), typed["birth_place"], person.birth_place),
        (_("Codice fiscale"), typed["tax_code"], person.tax_code),
        (_("Phone"), typed["phone"], person.phone),
    ]


def _is_mine_just_now(existing, call, user):
    """The second press of the same button: the draft is there, made by the same person."""
    return (
        existing.call_id == call.pk and existing.status == Status.DRAFT and existing.created_by_id == user.pk
    )
