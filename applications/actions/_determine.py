"""Freeze a decision: facts, rule set and findings as bytes. Used by the verbs that decide."""

import hashlib
from decimal import Decimal

from applications import facts
from applications.models import Determination
from eligibility.assess import assess


def determine(*, application, on, plan, by, at):
    """Assess the case on the day ``on`` and keep the result for ever. Returns the Determination."""
    version = facts.version_of(application, on=on)
    case_facts = facts.of(application, on=on)
    outcome = assess(case_facts, facts.rules_of(version), on)
    facts_json, findings_json = case_facts.to_json(), outcome.to_json()
    digest = hashlib.sha256(
        "\n".join([version.sha256, facts_json, findings_json, str(application.pk), at.isoformat()]).encode()
    ).hexdigest()
    # services, or money by the year, are granted too: the monthly sum is then zero
    entitled = outcome.verdict == "entitled" and outcome.monthly_total is not None and bool(outcome.due)
    return Determination.objects.create(
        application=application,
        plan=plan,
        rule_set=version,
        on=on,
        verdict=Determination.Verdict.ENTITLED if entitled else Determination.Verdict.NOT_ENTITLED,
        monthly_total=outcome.monthly_total if entitled else Decimal("0.00"),
        facts=facts_json,
        findings=findings_json,
        code=digest[:12],
        made_at=at,
        made_by=by,
    )
