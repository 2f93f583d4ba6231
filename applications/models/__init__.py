"""One noun per file; import them from here."""

from applications.models.application import Application, Intervention
from applications.models.assessment import Assessment, AssessmentSignature, Part
from applications.models.assessment_terms import AssessmentTerms, terms_of
from applications.models.call import Call
from applications.models.call_addition import CallAddition
from applications.models.call_answer import CallAnswer
from applications.models.caregiver import Caregiver, CarerContract
from applications.models.case_file import CaseFile
from applications.models.declaration import Declaration, HeldMeasure, declared
from applications.models.determination import Determination
from applications.models.document import Document
from applications.models.event import Event
from applications.models.evidence import Certificate, InpsReport, Isee, MeasureCheck, Verification
from applications.models.import_batch import ImportBatch, ImportedRow
from applications.models.inquiry import Inquiry
from applications.models.letter import EarlierSending, IssuedLetter, LetterKind, LetterText
from applications.models.letter_choice import LetterChoice
from applications.models.life_event import LifeEvent
from applications.models.memo import Memo
from applications.models.notice import Observation, RefusalNotice
from applications.models.notification import Digest, Kind, Notification, NotificationChoice
from applications.models.person import HouseholdMember, LegalRepresentative, Person, Sex
from applications.models.person_union import PersonUnion
from applications.models.plan import IndividualPlan, PlanState
from applications.models.plan_decision import PlanDecision
from applications.models.plan_paper import PlanPaper
from applications.models.plan_rows import PlanGoal, PlanIntervention, PlanNeed, PlanResource, PlanReview
from applications.models.plan_signature import Party, PlanComment, PlanSignature, PlanTerms, plan_terms_of
from applications.models.request import ClockStop, DocumentRequest, RequestedDocument
from applications.models.rule_set import RuleSetDraft, RuleSetVersion
from applications.models.sample import SampleControl, SampleDraw
from applications.models.saved_view import SavedView
from applications.models.simulation import Knowledge, Simulation, SimulationRow
from applications.models.step_draft import StepDraft
from applications.models.transfer import Transfer

__all__ = [
    "Application",
    "Assessment",
    "AssessmentSignature",
    "AssessmentTerms",
    "Call",
    "CallAddition",
    "CallAnswer",
    "Caregiver",
    "CarerContract",
    "CaseFile",
    "Certificate",
    "ClockStop",
    "Declaration",
    "Determination",
    "Digest",
    "Document",
    "DocumentRequest",
    "EarlierSending",
    "Event",
    "HeldMeasure",
    "HouseholdMember",
    "ImportBatch",
    "ImportedRow",
    "IndividualPlan",
    "InpsReport",
    "Inquiry",
    "Intervention",
    "Isee",
    "IssuedLetter",
    "Kind",
    "Knowledge",
    "LegalRepresentative",
    "LetterChoice",
    "LetterKind",
    "LetterText",
    "LifeEvent",
    "MeasureCheck",
    "Memo",
    "Notification",
    "NotificationChoice",
    "Observation",
    "Part",
    "Party",
    "Person",
    "PersonUnion",
    "PlanComment",
    "PlanDecision",
    "PlanGoal",
    "PlanIntervention",
    "PlanNeed",
    "PlanPaper",
    "PlanResource",
    "PlanReview",
    "PlanSignature",
    "PlanState",
    "PlanTerms",
    "RefusalNotice",
    "RequestedDocument",
    "RuleSetDraft",
    "RuleSetVersion",
    "SampleControl",
    "SampleDraw",
    "SavedView",
    "Sex",
    "Simulation",
    "SimulationRow",
    "StepDraft",
    "Transfer",
    "Verification",
    "declared",
    "plan_terms_of",
    "terms_of",
]
