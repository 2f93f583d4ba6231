"""The signatures of the demo's plans, a plan that was reviewed and written anew, and the delegations of the manager."""

from datetime import timedelta

from django.utils import timezone

from accounts.actions import delegate
from applications.actions.add_plan_signature import add_plan_signature
from applications.actions.approve_plan import approve_plan
from applications.actions.review_plan import review_plan
from applications.actions.sign_plan import sign_plan
from applications.actions.submit_plan import submit_plan
from applications.actions.write_plan import write_plan
from applications.life import plan_in_force
from applications.models import Application, Party
from applications.permissions import current_plan
from applications.plan_content import LISTS, TEXTS
from applications.plan_paper import plan_paper
from b2portal.demo_data.ambito import at
from papers.uploads import Checked

WANTED = (
    "Restare a casa mia, con le mie cose e il cortile. Da quando è nata la nipotina vorrei che venisse qui il sabato "
    "e non essere io ad aspettare una telefonata."
)


def sign_with_the_family(ambito, case, *, nurse, day):
    """The person signs on paper, the ASST in the system."""
    plan = current_plan(case)
    case = Application.objects.with_people().get(pk=case.pk)
    sheet = plan_paper(case, plan, on=day, sees_money=True).render()
    add_plan_signature(
        application=case,
        by=plan.written_by,
        at=at(day, 11),
        party=Party.PERSON,
        content_hash=plan.content_hash,
        checked=Checked(data=sheet, content_type="application/pdf", clean_name="piano-firmato.pdf"),
        name=case.person.full_name,
        signed_on=day,
        page=1,
        got_copy=True,
        agrees=True,
    )
    if nurse:
        by = ambito.one("asst_assessor")
        sign_plan(application=case, by=by, at=at(day, 11, 30), content_hash=plan.content_hash)


def rewrite(ambito, cases):
    """Two paid cases whose plan was reviewed and written anew: one version approved, one waiting for who approves."""
    for case, approved in zip(cases, (True, False), strict=False):
        worker = ambito.workers[case.municipality.name]
        first = plan_in_force(case)
        day = ambito.on - timedelta(days=12)
        review_plan(
            application=case,
            by=worker,
            at=at(day),
            plan=first.pk,
            outcome="change",
            held_on=day,
            note="La figlia torna al lavoro: servono più ore al mattino e qualcuno il sabato.",
        )
        write_plan(application=case, by=worker, at=at(day + timedelta(days=1)), **_changed(first))
        sign_with_the_family(ambito, case, nurse=True, day=day + timedelta(days=1))
        submit_plan(application=case, by=worker, at=at(day + timedelta(days=2)))
        if approved:
            case = Application.objects.with_people().get(pk=case.pk)
            approve_plan(
                application=case,
                by=ambito.one("director"),
                at=at(day + timedelta(days=4)),
                expected_version=current_plan(case).edit_version,
            )


def _changed(plan):
    """The fields and rows of ``plan`` with what the review found."""
    fields = {name: getattr(plan, name) for name in TEXTS} | {"wishes": WANTED}
    rows = {name: [_values(row) for row in getattr(plan, name).all()] for name in LISTS}
    rows["resources"][-1] |= {"quantity": "due visite a settimana"}
    rows["needs"][0] |= {"answer": "covered", "note": "Un'ora in più al mattino"}
    rows["interventions"][-1] |= {"how_often": "5 ore a settimana"}
    rows["goals"].append({"title": "La nipotina il sabato", "indicator": "Due sabati al mese"})
    return {"fields": fields, **rows}


def _values(row):
    left_out = ("id", "plan", "position", "goal")
    return {one.name: getattr(row, one.name) for one in row._meta.concrete_fields if one.name not in left_out}


def lend(ambito):
    """The manager is away for some days, and was in the summer."""
    manager, colleague = ambito.one("plan_manager"), ambito.staff["coordinator"][0]
    for first, days, reason in ((ambito.on - timedelta(days=110), 14, "Ferie"), (ambito.on, 9, "Corso")):
        delegate(
            to=colleague,
            starts_on=first,
            ends_on=first + timedelta(days=days),
            reason=reason,
            by=manager,
            at=at(first, 8),
            on=timezone.localdate(at(first)),
        )
