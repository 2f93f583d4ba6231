"""Two Ambiti with one object of each kind, made once and undone at the end; and what the database holds."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import time_machine
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection, transaction
from django.test import Client, override_settings

from accounts.models import User
from accounts.roles import ROLES
from applications.actions.attach import attach
from applications.models import (
    Application,
    AssessmentTerms,
    CallAddition,
    HouseholdMember,
    InpsReport,
    LegalRepresentative,
    PlanPaper,
    RuleSetDraft,
    Simulation,
    SimulationRow,
)
from jobs.models import Job, JobItem
from papers import uploads
from tests.accounts.factories import enrol, signed_in
from tests.applications.factories import NOW, TODAY, make_case, make_draft, make_user, world
from tests.sweep.declared import declare, tell
from tests.sweep.lives import moved_away, told_apart
from tests.sweep.money import money_facts, staff_account
from tests.sweep.owned import looked_at, memo, owned_by, reminder
from tests.sweep.papers_of import blank_pdf, drawn, printed, uploaded, waiting_for_documents
from tests.sweep.plans import plan_facts
from tests.sweep.rankings import ranking_facts
from tests.vouchers.factories import DECEMBER, NOVEMBER, awarded, make_run
from vouchers.actions.register_interruption import register_interruption
from vouchers.models import RunFile

OURS = ("adele", "renato", "carla", "nadia", "sofia", "tommaso")
THEIRS = ("giacomo", "fausto", "luciana", "rosalba", "renato", "carla")
APPS = ("accounts", "jobs", "papers", "applications", "vouchers")
ISEE = "18437.51"  # nobody else's: it is looked for in pages
BOTH_SUPPORTS = {"carer_cost": "950.00", "requested": ("caregiver", "caregiver_supplement")}
WRITTEN_BY_GET = {"accounts_accesslog"}


@dataclass
class Side:
    """One Ambito: ``w`` its people, ``cases`` by status, ``values`` of what an address may name."""

    w: object
    cases: dict
    run: object
    values: dict = field(default_factory=dict)
    owned: dict = field(default_factory=dict)

    def own_pk(self, what, user):  # the membership they act as when it is none of ``owned``
        return self.owned.get(what, {}).get(user.pk, user.acting_as_id)

    def person(self, role):
        names = {"administrative_officer": "officer", "plan_manager": "manager", "asst_assessor": "nurse"}
        return getattr(self.w, names.get(role, role))

    @property
    def canaries(self):
        """What no page of another office may say."""
        people = [case.person for case in self.cases.values()]
        found = [text for one in people for text in (one.tax_code, one.last_name)]
        accounts = [case.iban for case in self.cases.values() if case.iban]
        return {*found, *accounts, *(case.ref for case in self.cases.values())}

    @property
    def ibans(self):
        """Every spelling of every account, the four last digits as lists show them too."""
        codes = {case.iban for case in self.cases.values() if case.iban}
        grouped = {" ".join(code[i : i + 4] for i in range(0, len(code), 4)) for code in codes}
        return codes | grouped | {f"…{code[-4:]}" for code in codes}


def make_side(prefix, number_prefix, people, month):
    """An Ambito with a case in each state that matters and the month's run, its papers and a failed one."""
    w = world(prefix, number_prefix)
    active, assessing, review, unsent, draft, outside = people
    cases = {
        "active": awarded(w, active, starts_on=month, isee=ISEE, **BOTH_SUPPORTS),
        "assessing": make_case(w, assessing, status="assessing"),
        "plan_review": make_case(w, review, status="plan_review"),
        "unsent": make_case(w, unsent, status="assessing"),
        "draft": make_draft(w, draft),
        # the same Ambito, another Comune
        "outside": make_draft(w, outside, by=w.other_social_worker),
    }
    run = make_run(w, state="issuing", month=month)
    side = Side(w=w, cases={name: fresh(case) for name, case in cases.items()}, run=run)
    case = side.cases["active"]
    upload = uploaded(w)
    checked = uploads.Checked(data=blank_pdf(), content_type="application/pdf", clean_name="altra.pdf")
    document = attach(
        application=case, by=w.social_worker, at=NOW, checked=checked, kind="identity", label="Carta"
    )
    waiting_for_documents(w, case)
    control = drawn(w, case)
    answer = money_facts(w, case)
    delegation = plan_facts(w, case)
    PlanPaper.objects.create(plan=case.plans.get(), stored=upload)
    file = RunFile.objects.create(run=run, kind=RunFile.Kind.LETTER, application=case, stored=upload)
    interruption = register_interruption(
        application=case, reason="hospital", starts_on=TODAY, ends_on=None, note="", by=w.social_worker, at=NOW,
    )  # fmt: skip
    household = {"person": case.person, "last_name": "Convivente", "first_name": "Nerina"}
    HouseholdMember.objects.create(**household, relation="sorella")
    LegalRepresentative.objects.create(**household, kind="guardian")
    batch = declare(w, case)
    issued = tell(w, case, document)
    looked_at(w, case)
    item = JobItem.objects.filter(job=run.job).first()
    JobItem.objects.filter(pk=item.pk).update(state="failed", reason="Manca l'indirizzo.")
    Job.objects.filter(pk=run.job_id).update(failed_count=1)
    AssessmentTerms.objects.create(call=w.call, written_at=NOW, written_by=w.manager)
    draft, simulation = rules_at_work(w, case)
    addition = CallAddition.objects.create(
        call=w.call, kind="extension", opens_at=w.call.closes_at, closes_at=w.call.closes_at + timedelta(days=9),
        act="Determinazione n. 41", act_date=TODAY, prepared_at=NOW, prepared_by=w.manager,
    )  # fmt: skip
    side.values = {
        "version": 1, "old": 1, "new": 1, "year": 2026,
        "ref": case.ref, "code": case.determinations.first().code, "document": document.pk, "file": file.pk,
        "staff_account": staff_account(w).pk,
        "answer": answer.pk, "answer_row": answer.rows.last().pk, "answer_match": answer.rows.last().matches.get().pk,
        "job": run.job_id, "item": item.pk, "number": run.number, "prefix": w.call.number_prefix,
        "list_code": "unica", "budget_line": ranking_facts(w, case).pk,
        "name": w.call.rule_set.name, "sha8": w.call.rule_set.sha256[:8], "step": "persona",
        "user": w.officer.pk, "interruption": interruption.pk, "award": case.awards.get().pk,
        "kind": "isee", "letter": "acceptance", "issued": issued.document_id, "isee": case.person.isee_set.get().pk,
        "control": control.pk, "sample": control.draw_id, "page": 1, "case_file": printed(w, case).pk,
        "draft": draft.pk, "simulation": simulation.pk, "addition": addition.pk, "old8": w.call.rule_set.sha256[:8],
        "inquiry": case.inquiries.get().pk, "batch": batch.pk,
        "new8": w.call.rule_set.sha256[:8], "event": reminder(case, w.social_worker).pk,
        "memo": memo(case, w.social_worker).pk, "slug": "isee", "office": w.municipality.pk, "proof": "inpsreport",
        "report": InpsReport.objects.get(contract__application=case).pk, "expenses": case.expense_reports.get().pk,
        "money_proposal": w.call.money_proposals.get().pk,
        "transfer": moved_away(w, case).pk, "what": "avviso", "call": w.call.pk, "delegation": delegation.pk,
        "first": case.person_id, "second": cases["assessing"].person_id,
        "union": told_apart(w, case, cases["assessing"]).pk,
    }  # fmt: skip
    side.owned = owned_by(w)
    return side


def rules_at_work(w, case):
    """(a draft of rules sent for approval, a simulation of it with one case in it)."""
    version = w.call.rule_set
    who = {"created_by": w.manager, "written_by": w.manager, "submitted_by": w.manager}
    draft = RuleSetDraft.objects.create(
        plan_office=w.plan_office, name=version.name, text=version.text, based_on=version, state="submitted",
        created_at=NOW, written_at=NOW, submitted_at=NOW, **who,
    )  # fmt: skip
    simulation = Simulation.objects.create(
        plan_office=w.plan_office, old=version, draft=draft, new_text=draft.text, new_sha256=version.sha256,
        on=TODAY, started_at=NOW, started_by=w.manager, result={"done": True},
    )  # fmt: skip
    SimulationRow.objects.create(simulation=simulation, application=case, kind="gains", before=400, after=500)
    return draft, simulation


def fresh(case):
    return Application.objects.with_people().get(pk=case.pk)


@dataclass
class Scene:
    """``ours`` and ``theirs``; clients signed in with the second factor are kept by person."""

    ours: Side
    theirs: Side
    outside_officer: object
    outside_nurse: object
    half: tuple = ()  # (client, person) with the password given and no second factor yet
    _clients: dict = field(default_factory=dict)

    @property
    def foreign_words(self):
        """What no page of ours may say. Someone registered in both Ambiti is no secret of either."""
        return self.theirs.canaries - self.ours.canaries

    def client(self, user):
        return self._clients[user.pk]

    def sign_in(self, *people):
        """Once for all: what a test does is undone, sessions too."""
        for user in people:
            if not Authenticator.objects.filter(user=user).exists():
                enrol(user=user)
            self._clients[user.pk] = signed_in(Client(raise_request_exception=False), user)

    def roles(self):
        """(role key, person of ours) for every role of the policy."""
        return [(key, self.ours.person(key)) for key in ROLES]

    def refs_for(self, role):
        """The cases this role reads: one paid and one to approve for all, each state for who works on it."""
        names = ["active", "plan_review"]
        if role == "social_worker":
            names += ["assessing", "draft"]
        return [self.ours.cases[name].ref for name in names]

    def strangers(self):
        """(who, person, changes to the values of ours) of our own Ambito for whom that case does not exist."""
        w, cases = self.ours.w, self.ours.cases
        return [
            ("social worker of another Comune", w.other_social_worker, {}),
            ("officer of another Comune", self.outside_officer, {}),
            ("another ASST of the Ambito", self.outside_nurse, {}),
            ("ASST, case not sent", w.nurse, {"ref": cases["unsent"].ref}),
            ("ASST, draft", w.nurse, {"ref": cases["draft"].ref}),
            ("social worker, case of another Comune", w.social_worker, {"ref": cases["outside"].ref}),
        ]


def make_scene():
    ours, theirs = (
        make_side("valserena", "B2-2026", OURS, NOVEMBER),
        make_side("altro", "AL-2026", THEIRS, DECEMBER),
    )
    w = ours.w
    other_asst = type(w.asst).objects.create(
        kind="health_authority", name="ASST Lontana", code="lontana", parent=w.plan_office
    )
    nurse = make_user("nina@lontana.example", other_asst, "asst_assessor", "Nina", "Lontani")
    officer = make_user(
        "omar@torrealba.example", w.other_municipality, "administrative_officer", "Omar", "Ragioni"
    )
    scene = Scene(ours=ours, theirs=theirs, outside_officer=officer, outside_nurse=nurse)
    scene.sign_in(officer, nurse, w.other_social_worker, *(user for _role, user in scene.roles()))
    newcomer = make_user("meta@valserena.example", w.plan_office, "plan_manager", "Meta", "Strada")
    scene.half = Client(raise_request_exception=False), newcomer
    scene.half[0].force_login(newcomer)
    return scene


@contextmanager
def standing(blocker, documents):
    """The scene on the day of the factories, in a transaction that is rolled back when the module is done."""
    with (
        blocker.unblock(),
        override_settings(DOCUMENTS_DIR=documents),
        time_machine.travel(NOW, tick=False),
        transaction.atomic(),
    ):
        yield make_scene()
        transaction.set_rollback(True)


@contextmanager
def undone(client):
    """Whatever the request does is undone, also a sign-out or a new session id of the client."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies.clear()
    for name, value in cookies.items():
        client.cookies[name] = value


def tables():
    """The tables of our apps, those of their history included, but for what reading may write."""
    found = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in APPS
    }
    return sorted(found - WRITTEN_BY_GET)


def digest():
    """{table: (rows, hash of all of them)}: two equal digests, two equal databases."""
    hashed = "md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), ''))"
    each = (f"SELECT '{name}', count(*), {hashed} FROM \"{name}\" t" for name in tables())  # noqa: S608 our names
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return {name: (count, hashed) for name, count, hashed in cursor.fetchall()}


def changed(before):
    """Names of the tables that are not as in ``before``."""
    now = digest()
    return sorted(name for name in now if now[name] != before[name])


def nobody():
    """Somebody who can sign in and has no role anywhere."""
    return User.objects.create_user("nessuno@example.test", first_name="Nessun", last_name="Ruolo")
