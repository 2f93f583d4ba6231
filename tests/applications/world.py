"""One Ambito with its offices, one person per role, and a call that is open at ``NOW``."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from accounts.models import Membership, Office, User
from applications.models import Call, RuleSetVersion
from eligibility.ruleset import load

ROME = ZoneInfo("Europe/Rome")
TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ROME)
RULES = Path("eligibility/rulesets/regione-2022.toml")


@dataclass
class World:
    """One Ambito: offices, one person per role, a call that is open at ``NOW``."""

    plan_office: Office
    municipality: Office
    other_municipality: Office
    asst: Office
    social_worker: User
    other_social_worker: User
    officer: User
    manager: User
    director: User
    nurse: User
    auditor: User
    administrator: User
    call: Call


def make_user(email, office, role, first_name, last_name):
    """A person with one membership, acting in it."""
    user = User.objects.create_user(
        email, "una frase lunga per entrare", first_name=first_name, last_name=last_name
    )
    user.acting_as = Membership.objects.create(
        user=user, office=office, role=role, valid_from=date(2020, 1, 1)
    )
    user.save()
    return User.objects.with_membership().get(pk=user.pk)


def rule_set_version(path=RULES, *, at=NOW):
    """The stored text of a shipped rule set; found again when it is already there."""
    text = path.read_text(encoding="utf-8")
    parsed = load(text)
    row, _new = RuleSetVersion.objects.get_or_create(
        sha256=parsed.hash, defaults={"name": parsed.name, "text": text, "added_at": at}
    )
    return row


def world(prefix="valserena", number_prefix="B2-2026", rules=RULES, **call_dates):
    """A whole Ambito. ``prefix`` keeps codes and addresses apart when a test needs two.

    ``call_dates``: fields of the call to set otherwise, for tests that live on the real day. Refusals need no notice.
    """
    plan_office = Office.objects.create(
        kind="plan_office",
        name=f"Ufficio di Piano {prefix}",
        code=prefix,
        ambito_name=f"Ambito di {prefix.title()}",
        address="Piazza del Municipio 1, 25000 Valserena",
        phone="030 0000001",
        email=f"udp@{prefix}.example",
    )

    def office(kind, name, code):
        return Office.objects.create(
            kind=kind,
            name=name,
            code=f"{prefix}-{code}",
            parent=plan_office,
            address=f"Via Roma 1, {name}",
            phone="030 0000002",
        )

    borgolungo, torrealba = (
        office("municipality", "Borgolungo", "borgolungo"),
        office("municipality", "Torrealba", "torrealba"),
    )
    asst = office("health_authority", "ASST Valserena", "asst")

    def user(name, office_, role):
        first, last = name.split()
        return make_user(f"{first}.{last}@{prefix}.example".lower(), office_, role, first, last)

    dates = {
        "act_date": date(2026, 1, 15),
        "opens_at": datetime(2026, 2, 1, 9, 0, tzinfo=ROME),
        "closes_at": datetime(2026, 12, 15, 12, 0, tzinfo=ROME),
        "benefit_from": date(2026, 6, 1),
        "benefit_to": date(2027, 5, 31),
        "published_at": datetime(2026, 1, 20, 9, 0, tzinfo=ROME),
    }
    call = Call.objects.create(
        plan_office=plan_office,
        title="Avviso Misura B2 2026",
        programme="Misura B2",
        number_prefix=number_prefix,
        rule_set=rule_set_version(rules),
        act="Determinazione n. 12 del 15/01/2026",
        review_office=f"Ufficio di Piano {prefix}",
        **{"refusal_notice": False} | dates | call_dates,
    )
    manager = user("Marco Lanfredi", plan_office, "plan_manager")
    Call.objects.filter(pk=call.pk).update(published_by=manager)
    return World(
        plan_office=plan_office,
        municipality=borgolungo,
        other_municipality=torrealba,
        asst=asst,
        social_worker=user("Giulia Tessari", borgolungo, "social_worker"),
        other_social_worker=user("Chiara Perani", torrealba, "social_worker"),
        officer=user("Elena Vismara", plan_office, "administrative_officer"),
        manager=manager,
        director=user("Paolo Nodari", plan_office, "director"),
        nurse=user("Paola Riboldi", asst, "asst_assessor"),
        auditor=user("Anna Revisori", plan_office, "auditor"),
        administrator=user("Sara Sistemi", plan_office, "administrator"),
        call=call,
    )
