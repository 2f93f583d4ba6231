"""Random lives of a case × monthly runs, and what must hold after each of their months."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from applications.models import Person
from tests.applications.factories import NOW, ROME, world
from tests.vouchers.factories import NOVEMBER, advance, awarded, make_run
from tests.vouchers.ranked import with_rules
from vouchers import knowledge, ledger
from vouchers.actions.record_expenses import record_expenses
from vouchers.actions.review_expenses import review_expenses
from vouchers.actions.take_out import take_out
from vouchers.books import book_receipt, book_return
from vouchers.models import (
    AmountChange,
    Interruption,
    LedgerEntry,
    MoneyRules,
    Payout,
    RecoveryPlan,
)
from vouchers.moves import write_state

LAST = date(2027, 8, 1)
NOTHING, WHOLE = Decimal("0.00"), Decimal("400.00")
months_ago = st.integers(0, 4)

# what the office learns between two runs, most of it late
FACT = st.one_of(
    st.tuples(st.just("amount"), months_ago, st.sampled_from(["400.00", "312.50", "100.00", "0.00"])),
    st.tuples(st.just("stay"), st.integers(0, 90), st.integers(1, 60)),
    st.tuples(st.just("no_stay")),
    st.tuples(st.just("death"), st.none() | st.integers(0, 100)),
    st.tuples(st.just("recovery"), st.sampled_from(RecoveryPlan.Way.values)),
    st.tuples(st.just("receipt")),
    st.tuples(st.just("return"), st.integers(0, 2)),
    st.tuples(
        st.just("report"),
        months_ago,
        st.lists(st.sampled_from(["0.01", "100.00", "312.50", "400.00", "900.00"]), max_size=2),
        st.sampled_from(["accepted", "accepted", "accepted", "cut", "sent_back", ""]),
    ),
)
# 400 euro a month that give back what an employed carer costs
CARER = {"caregiver": False, "carer_cost": "400.00", "certificate": "care_allowance", "requested": ("carer",)}

PAYMENT = """
[payment]
label = { it = "Più mesi insieme", en = "Months together" }
sentence = { it = "Si pagano insieme.", en = "They are paid together." }
sources = ["ats"]
every_months = %s
%s"""


class Lives(RuleBasedStateMachine):
    """One case of 400 euro a month, paid every one, two or three months; facts arrive late and are corrected, reports
    of expenses too; every month a run is paid or left out."""

    @initialize(
        proration=st.sampled_from(["", "thirtieths", "actual_days"]),
        percent=st.sampled_from([None, 20, 100]),
        reports=st.sampled_from([{}, {"after_report": True}, {"after_report": True, "carry_over": False}]),
        every=st.sampled_from([1, 2, 3]),
    )
    def begin(self, proration, percent, reports, every):
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.w, self.every = world(), every
        if every > 1:
            with_rules(
                self.w, PAYMENT % (every, "".join(f"{k} = {str(v).lower()}\n" for k, v in reports.items()))
            )
        self.case = awarded(self.w, "renato", **CARER)
        self.component = self.case.awards.get().components.get()
        self.month, self.at = NOVEMBER, NOW
        self.asks_reports = bool(reports)
        self.booked_as_reported = set()  # months booked by the last run, whose reports did not change since
        MoneyRules.objects.create(
            call=self.w.call,
            proration=proration,
            recovery_percent=percent,
            report_days=45 if reports.get("carry_over") is False else None,
            **reports,
            act="Determina 1/2026",
            decided_at=NOW,
            decided_by=self.w.manager,
        )

    def teardown(self):
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    @rule(facts=st.lists(FACT, max_size=3), left_out=st.sampled_from([False, False, False, True]))
    def a_month(self, facts, left_out):
        if self.month > LAST:
            return
        self.booked_as_reported = set()
        for name, *values in facts:
            getattr(self, f"learn_{name}")(*values)
        run = make_run(self.w, month=self.month, at=self.at)
        with suppress(InvalidArgument):  # outside of a random life there is nobody to tell
            note(f"{run.number}: {[(str(p.month), str(p.amount), p.cause) for p in run.payments.all()]}")
        if left_out and run.payments.exists():
            take_out(run=run, application=self.case, reason="verifica", by=self.w.officer, at=self.at)
        elif run.payouts.exists() or run.payments.exists():  # an empty list stays a draft
            run = advance(self.w, run, to="issuing", at=self.at)
            write_state(row=run, state="issued")  # the papers are others' business here
            self.everything_due_is_booked()
            self.nothing_is_paid_early(run)
            self.booked_as_reported = set(self.case.payments.values_list("month", flat=True))
            advance(self.w, run, to="paid", at=self.at)
        self.month = ledger.next_month(self.month)
        self.at = datetime(self.month.year, self.month.month, 15, 10, tzinfo=ROME)

    def learn_amount(self, ago, amount):
        AmountChange.objects.create(
            component=self.component,
            from_month=_back(self.month, ago),
            monthly_amount=Decimal(amount),
            reason="ISEE",
            decided_at=self.at,
            decided_by=self.w.manager,
        )

    def learn_stay(self, days_ago, days):
        first = self.month + timedelta(days=20 - days_ago)
        last = first + timedelta(days=days)
        if not self.case.interruptions.filter(starts_on__lte=last, ends_on__gte=first).exists():
            Interruption.objects.create(
                application=self.case,
                reason="hospital",
                starts_on=first,
                ends_on=last,
                registered_at=self.at,
                registered_by=self.w.social_worker,
                ended_at=self.at,
                ended_by=self.w.social_worker,
            )

    def learn_no_stay(self):
        """The last stay was a mistake."""
        self.case.interruptions.filter(pk__in=self.case.interruptions.values("pk")[:1]).delete()

    def learn_death(self, days_ago):
        """The registry says when, or that it was somebody else."""
        on = None if days_ago is None else self.month + timedelta(days=15 - days_ago)
        Person.objects.filter(pk=self.case.person_id).update(died_on=on)

    def learn_recovery(self, way):
        RecoveryPlan.objects.create(
            application=self.case,
            way=way,
            monthly_amount=Decimal("35.00") if way == "instalments" else None,
            reason="Accordo",
            decided_at=self.at,
            decided_by=self.w.manager,
        )

    def learn_receipt(self):
        if (owed := ledger.to_recover(self.case)) > NOTHING:
            book_receipt(self.case, owed, note="bonifico", by=self.w.officer, at=self.at)

    def learn_return(self, which):
        paid = list(self.case.payouts.select_related("run").filter(state="paid").order_by("-pk"))
        if len(paid) > which:
            book_return(paid[which], reason="Conto chiuso", by=self.w.officer, at=self.at)

    def learn_report(self, ago, amounts, verdict):
        """A version of the expenses of a month, the one that waited looked at first."""
        month, on = _back(self.month, ago), self.at.date()
        if not any(one.starts_on.replace(day=1) <= month <= one.ends_on for one in self.case.awards.all()):
            return  # refused, with a sentence: outside the award nothing is reimbursed
        for waiting in self.case.expense_reports.filter(month=month, verdict=""):
            review_expenses(report=waiting, by=self.w.officer, at=self.at, verdict="accepted")
        items = [
            {
                "code": "carer", "kind": "payslip", "payee": "Oksana", "number": "", "paid_on": on,
                "amount": Decimal(one), "file": None,
            }
            for one in amounts
        ]  # fmt: skip
        made = record_expenses(
            application=self.case,
            by=self.w.social_worker,
            at=self.at,
            month=month,
            received_on=on,
            items=items,
        )
        if not verdict:
            return
        cut = {one.pk: (one.amount / 2).quantize(Decimal("0.01")) for one in made.items.all()}
        review_expenses(
            report=made,
            by=self.w.officer,
            at=self.at,
            verdict="accepted" if verdict == "cut" else verdict,
            note="verifica",
            recognised={pk: (euro, "Altro mese") for pk, euro in cut.items()} if verdict == "cut" else None,
        )

    def everything_due_is_booked(self):
        """After a run, due by today's knowledge = booked, for every month up to its own."""
        known = knowledge.of_case(self.case)
        (lives,) = known.people().values()
        booked = {(code, month): euro for (_p, code, month), euro in known.booked.items()}
        for key, (due, _component) in ledger.due_by_month(
            lives, until=self.month, booked=list(booked)
        ).items():
            so_far = booked.get(key, NOTHING)
            if due > so_far and self.paid_from(key[1]) > self.month:
                continue  # it waits for the months it is paid with
            assert so_far == due, f"{key}: booked {so_far}, due {due}"
        assert ledger.to_recover(self.case) >= 0, "more was kept back than was to come back"

    def paid_from(self, month):
        """The month of the list that pays ``month``: the last of those paid together, counted from the first of the
        call, or the last month of the award."""
        first, award = self.w.call.benefit_from, self.case.awards.get()
        passed = (month.year - first.year) * 12 + month.month - first.month
        for _step in range(self.every - 1 - passed % self.every):
            month = ledger.next_month(month) if month < self.last_month(award) else month
        return month

    def last_month(self, award):
        """With a death by what is known now."""
        died_on = Person.objects.get(pk=self.case.person_id).died_on
        return min(filter(None, (award.ends_on, died_on))).replace(day=1)

    def nothing_is_paid_early(self, run):
        """No month leaves before the last of those it is paid with."""
        for line in run.payments.filter(amount__gt=0).exclude(state="taken_out"):
            assert self.paid_from(line.month) <= self.month, f"{line.month} is paid in {self.month}"

    @invariant()
    def only_what_was_reported_is_booked(self):
        """Where reports are asked, no month is owed more than what was recognised of it by the last accepted one."""
        if not hasattr(self, "case") or not self.asks_reports:
            return
        accepted = self.case.expense_reports.filter(verdict="accepted")
        newest = {row.month: row for row in accepted.order_by("version")}
        owed = (
            LedgerEntry.objects.filter(account="expense")
            .order_by()
            .values("month")
            .annotate(total=Sum("amount"))
        )
        for row in owed:
            assert row["total"] == NOTHING or row["month"] in newest, "a month was paid without its report"
            if row["month"] in self.booked_as_reported:
                known = sum(item.recognised for item in newest[row["month"]].items.all())
                assert row["total"] <= known, "a month gave back more than was spent"

    @invariant()
    def the_books_are_right(self):
        if not hasattr(self, "case"):
            return
        sums = dict(LedgerEntry.objects.order_by().values_list("account").annotate(Sum("amount")))
        assert not sum(sums.values(), NOTHING), "the ledger does not add up"
        names = ("expense", "receivable", "payable")
        expense, receivable, payable = (sums.get(name, NOTHING) for name in names)
        # between two months nothing waits to be paid: what left and stayed is what is owed and what is to come back
        assert payable == NOTHING, "something issued was neither paid nor come back"
        assert ledger.paid_to(self.case) == expense + receivable
        assert not Payout.objects.filter(amount__lt=0).exists()
        owed = LedgerEntry.objects.filter(account="expense").order_by().values("person", "code", "month")
        for row in owed.annotate(total=Sum("amount")):
            assert NOTHING <= row["total"] <= WHOLE, "a month was booked twice, or less than not at all"


def _back(month, months):
    for _step in range(months):
        month = ledger.previous_month(month)
    return max(month, NOVEMBER)


def live(*, lives, steps):
    """So many lives of so many steps, one after the other."""
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],  # a life is long: shrinking one takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
