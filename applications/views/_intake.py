"""What the pages of the intake share: the case with all they show, the steps and their actions, the log."""

from django.shortcuts import get_object_or_404

from accounts import access_log
from applications.actions.edit_call_answers import edit_call_answers
from applications.actions.edit_caregiver import edit_caregiver
from applications.actions.edit_carer import edit_carer
from applications.actions.edit_consent import edit_consent
from applications.actions.edit_evidence import edit_evidence
from applications.actions.edit_household import edit_household
from applications.actions.edit_payment_details import edit_payment_details
from applications.actions.edit_person import edit_person
from applications.actions.edit_residence import edit_residence
from applications.actions.edit_support import edit_support
from applications.forms.call_answers import CallAnswersStep
from applications.forms.caregiver import CaregiverStep
from applications.forms.carer import CarerStep
from applications.forms.consent import ConsentStep
from applications.forms.evidence import EvidenceStep
from applications.forms.household import HouseholdStep
from applications.forms.payment_details import PaymentDetailsStep
from applications.forms.person import PersonStep
from applications.forms.residence import ResidenceStep
from applications.forms.support import SupportStep
from applications.models import Application

# step → what the page reads, what saves it
PAGES = {
    page.code: (page, action)
    for page, action in (
        (PersonStep, edit_person),
        (ResidenceStep, edit_residence),
        (HouseholdStep, edit_household),
        (EvidenceStep, edit_evidence),
        (CaregiverStep, edit_caregiver),
        (CarerStep, edit_carer),
        (SupportStep, edit_support),
        (CallAnswersStep, edit_call_answers),
        (PaymentDetailsStep, edit_payment_details),
        (ConsentStep, edit_consent),
    )
}


def case_or_404(request, ref):
    """The case with all the intake shows, if it exists for the office of whoever asks."""
    cases = Application.objects.visible_to(request.user).with_people()
    return get_object_or_404(with_evidence(cases.by_ref(ref)))


def with_evidence(cases):
    """Prefetch what the rules and the summary read."""
    return cases.prefetch_related(
        "person__certificates",
        "person__isee_set",
        "person__household",
        "person__representatives",
        "caregivers",
        "carer_contracts",
        "measure_checks",
        "measures",
        "call_answers",
        "assessments__signatures",
        "plans",
    )


def log_opening(request, application, what):
    """One row of the access log: this person's data were opened on this page."""
    access_log.record(request, subject_id=application.person_id, what=what, reference=application.ref)
