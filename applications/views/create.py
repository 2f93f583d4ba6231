"""A new application: call, Comune, and who the person is, starting from the codice fiscale."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.formats import day
from accounts.refusal import Refused
from accounts.roles import require
from applications import tax_code
from applications.actions.create import ALREADY_OPEN
from applications.actions.create import create as create_application
from applications.forms.person import CreateForm
from applications.intake import after
from applications.links import case_url
from applications.models import Application, Call
from applications.workflow import OPEN, Status


@require("case.write")
def create(request):
    """Open a draft. ``decode`` only reads the code; ``use`` puts what it says into the fields."""
    now, today = timezone.now(), timezone.localdate()
    known = {"by": request.user, "at": now, "today": today}
    existing = None
    if request.method == "POST" and ("decode" in request.POST or "use" in request.POST):
        form = CreateForm(initial=_with_decoded(request.POST, today), **known)
    elif request.method == "POST":
        form = CreateForm(request.POST, **known)
        if form.is_valid():
            existing = form.existing_case()
            if existing and _is_mine_just_now(existing, request.user):
                messages.info(request, _("This application is already open: you are in it."))
                return redirect("applications:step", existing.ref, after("persona"))
            if existing is None:
                try:
                    application = create_application(
                        call=form.cleaned_data["call"],
                        municipality=form.cleaned_data["municipality"],
                        person=form.person_fields(),
                        by=request.user,
                        at=now,
                    )
                except Refused as refusal:
                    form.add_error(None, refusal.sentence)
                else:
                    for warning in form.warnings:
                        messages.warning(request, warning)
                    return redirect("applications:step", application.ref, after("persona"))
    else:
        form = CreateForm(**known)
    return render(
        request,
        "applications/create.html",
        {
            "form": form,
            "existing": _shown(existing, request.user),
            "similar": [_alike(person, request.user, form.cleaned_data) for person in form.similar],
            "no_call": not Call.objects.visible_to(request.user).open_at(now).exists(),
            **_decoded(*form.decoded(), today=today),
        },
    )


@require("case.write")
@require_POST
def decode_tax_code(request):
    """The fragment under the field: what the code says, or which check failed; nothing while typing."""
    typed = tax_code.clean(request.POST.get("tax_code", ""))
    today = timezone.localdate()
    context = {}
    if len(typed) >= tax_code.LENGTH:
        try:
            context = _decoded(tax_code.read(typed), "", today=today)
        except Refused as refusal:
            context = {"sentence": str(refusal)}
        else:
            cases = Application.objects.with_people().filter(
                plan_office=request.user.plan_office,
                person__tax_code__in=tax_code.variants(typed),
                status__in=[status.value for status in OPEN],
            )
            context["existing"] = _shown(cases.first(), request.user)
    return render(request, "applications/_decoded.html", context)


def _with_decoded(data, today):
    """What was typed, with date of birth, sex and place of the chosen reading of the code."""
    initial = data.dict()
    chosen = parse_date(data.get("use", "")) if data.get("use") else None
    try:
        decoded = tax_code.read(data.get("tax_code", ""))
    except Refused:
        return initial
    if chosen in decoded.candidates(on=today):
        initial["birth_date"] = chosen
        initial["sex"] = decoded.sex
        initial["birth_place"] = initial.get("birth_place") or decoded.birth_place
    return initial


def _decoded(decoded, sentence, *, today):
    """Context of ``_decoded.html``: the words, and one button for every date it may mean."""
    if decoded is None:
        return {"sentence": sentence}
    return {
        "decoded": decoded,
        "words": tax_code.said(decoded, on=today),
        "candidates": decoded.candidates(on=today),
        "place_unknown": bool(decoded.place_code) and not decoded.birth_place,
    }


def _shown(existing, user):
    """The open case as far as this person may know of it: the sentence; the address only in scope."""
    if existing is None:
        return None
    sentence = ALREADY_OPEN % {"ref": existing.ref, "municipality": existing.municipality.name}
    visible = Application.objects.visible_to(user).filter(pk=existing.pk).exists()
    return {
        "sentence": sentence,
        "url": case_url(existing) if visible else "",
        "office": existing.municipality,
    }


def _alike(person, user, typed):
    """Somebody with a similar name; outside one's scope only the Comune is said."""
    case = Application.objects.visible_to(user).filter(person=person).first()
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


def _is_mine_just_now(existing, user):
    """The second press of the same button: the draft is there, made by the same person."""
    return existing.status == Status.DRAFT and existing.created_by_id == user.pk
