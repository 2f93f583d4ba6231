"""What happens to people after the application: a death, a passage, an answered notice, one person twice."""

from datetime import timedelta

from applications.actions.create import create
from applications.actions.notify_refusal import notify_refusal
from applications.actions.record_death import record_death
from applications.actions.record_observations import record_observations
from applications.actions.transfer import transfer
from applications.actions.withdraw import withdraw
from applications.models import Application, Isee
from applications.workflow import Status
from b2portal.demo_data.ambito import at
from b2portal.demo_data.people import tax_code


def tell(ambito):
    """One story of each kind, where there is a case for it. Before the list of this month is prepared."""
    _death(ambito, _some(Status.ACTIVE))
    _passage(ambito, _some(Status.ELIGIBLE))
    _answered_notice(ambito, _some(Status.ASSESSING, visit_on=None))
    _twice(ambito, _some(Status.PLAN_REVIEW))


def _some(status, **wanted):
    return Application.objects.with_people().filter(status=status, **wanted).order_by("-pk").first()


def _worker(ambito, case):
    return ambito.workers[case.municipality.name]


def _death(ambito, case):
    if case:
        record_death(
            application=case, by=_worker(ambito, case), at=at(ambito.on - timedelta(days=3), 9),
            died_on=ambito.on - timedelta(days=9), source="registry", told_by="Ufficio anagrafe",
        )  # fmt: skip


def _passage(ambito, case):
    if case is None:
        return
    there = next(
        office for name, office in sorted(ambito.municipalities.items()) if name != case.municipality.name
    )
    transfer(
        application=case, by=_worker(ambito, case), at=at(ambito.on - timedelta(days=2), 10), to_office=there,
        moved_on=ambito.on - timedelta(days=12), note="È andata a vivere dalla figlia.",
    )  # fmt: skip


def _answered_notice(ambito, case):
    if case is None:
        return
    Isee.objects.filter(person=case.person).update(value="43120.00")  # over the limit of every support
    told_on = ambito.on - timedelta(days=6)
    notify_refusal(application=case, by=ambito.one("plan_manager"), at=at(told_on, 9), received_on=told_on)
    record_observations(
        application=case, by=_worker(ambito, case), at=at(ambito.on - timedelta(days=1), 11),
        presented_on=ambito.on - timedelta(days=1),
        text="L’ISEE comprende una casa venduta a maggio: la famiglia ha chiesto l’ISEE corrente.",
    )  # fmt: skip


def _twice(ambito, case):
    """The day of birth typed wrong, seen, the draft withdrawn: the record stays, until somebody unites the two."""
    if case is None:
        return
    person, worker = case.person, _worker(ambito, case)
    wrong = person.birth_date + timedelta(days=1 if person.birth_date.day < 28 else -1)
    opened = ambito.on - timedelta(days=8)
    draft = create(
        call=ambito.call, municipality=case.municipality,
        person={
            "tax_code": tax_code(person.last_name, person.first_name, wrong, person.sex),
            "last_name": person.last_name, "first_name": person.first_name, "birth_date": wrong,
            "sex": person.sex, "address": person.address, "postal_code": person.postal_code, "phone": "",
        },
        reason="Non ho trovato la persona", by=worker, at=at(opened, 9),
    )  # fmt: skip
    Application.objects.filter(pk=draft.pk).update(draft_code="bozza-DUEVOLTE")  # the same at every load
    withdraw(
        application=Application.objects.get(pk=draft.pk),
        by=worker,
        at=at(opened, 9, 30),
        note="Aperta due volte",
    )
