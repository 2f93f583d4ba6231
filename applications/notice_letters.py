"""The notices of a case: what is known of it, in the words of the office. Papers are in Italian."""

from dataclasses import replace

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.formats import day_words
from accounts.refusal import Refused
from applications import letter_texts, letter_words
from applications.letter_values import common
from applications.letters import Paper, addressee, in_large_print, may_write_to
from applications.models import Document, LetterKind, RefusalNotice
from applications.workflow import Status
from eligibility.outcome import Outcome

CHOSEN = (  # those somebody sends from the page of the case; the others leave with their own decision
    LetterKind.ACCEPTANCE, LetterKind.WAITING_LIST, LetterKind.AMOUNT_CHANGE, LetterKind.SUSPENSION,
    LetterKind.RESUMPTION, LetterKind.END, LetterKind.REOPENING, LetterKind.APPEAL_OUTCOME, LetterKind.DEATH,
    LetterKind.CLAIM,
)  # fmt: skip
PROPOSED = (  # those a fact of the money proposes as a task, which somebody may say is not needed
    LetterKind.ACCEPTANCE, LetterKind.SUSPENSION, LetterKind.RESUMPTION, LetterKind.AMOUNT_CHANGE, LetterKind.END,
)  # fmt: skip
_DECIDED = frozenset({Status.REJECTED, Status.CLOSED, Status.ASSESSING, Status.ACTIVE, Status.WAITING_LIST})
NO_RANKING = gettext_lazy(
    "There is no approved ranking yet: the place on the list is read from it and never typed. Approve the ranking, or "
    "take {posizione} out of the words of this letter."
)
_sources, _places = {}, []


def source(kind):
    """Register ``function(application, said) -> {values and context}`` of a letter that needs the money of the case.

    It raises ``Refused`` when the letter makes no sense; it returns ``values`` (placeholders) and ``context``.
    """

    def put(function):
        _sources[kind] = function
        return function

    return put


def place(function):
    """Register ``function(application) -> place or None``: where the ranking in force puts the case on its list."""
    _places[:] = [function]
    return function


def place_of(application):
    """The place of the case on the waiting list, read from the ranking in force; None while there is none."""
    return _places[0](application) if _places else None


def paper_of(*, application, kind, by, at, said=None, words=None, large_print=None, draft=False):
    """The Paper of one notice. ``said``: what the sender typed or the action passed (plain values); ``words``: the
    Words to use, those in force when None; ``large_print``: as chosen for this letter, None: as the person asked.
    Raises ``Refused`` with the sentence when it makes no sense for this case.
    """
    said = said or {}
    if kind == LetterKind.DEATH:
        if application.person.died_on is None:
            raise Refused(_("No death is recorded for this person."))
    elif sentence := may_write_to(application.person):
        raise Refused(sentence)
    with translation.override("it"):
        values, context = _facts(application, kind, said)
        words = words or letter_texts.in_force(application.plan_office, kind)
        on = timezone.localdate(at)
        to = addressee(application.person, on=on)
        if kind == LetterKind.DEATH:
            to = _family(application.person, to)
        return compose(
            words=words,
            office=application.plan_office,
            number=application.ref,
            to=to,
            values=common(application, to) | values,
            context={"case": application, "programme": application.call.title} | context,
            on=at,
            by=by,
            large_print=in_large_print(application.person, large_print),
            draft=draft,
        )


def compose(*, words, office, number, to, values, context, on, by, large_print=False, draft=False):
    """The Paper made of words and values alone: of a case, or of the invented one of the preview."""
    many = to.is_plural
    filled = {code: letter_words.fill(text, values, many=many) for code, text in words.sections.items()}
    kind = LetterKind(words.kind)
    return Paper(
        template="letters/notice.html",
        title=filled.get("subject") or str(kind.label),
        name=f"{kind.value.replace('_', '-')}-{number}.pdf",
        kind=kind.value,
        context={
            "office": office,
            "paper": {"name": kind.label, "number": number, "version": f"testo {words.version}"},
            "protocol": {"number": number, "on": on},
            "to": to,
            "sections": {code: letter_words.blocks(text) for code, text in filled.items()},
            "large_print": large_print,
            "draft": draft,
            "words": words,
            "is_death": kind == LetterKind.DEATH,
            "signatures": [{"role": by.role_label, "name": by.full_name, "digital": False}],
            **context,
        },
    )


def why_not_set_aside(user, application, kind):
    """None when ``user`` may say that the family does not need this letter, else the sentence."""
    if kind not in PROPOSED:
        return _("This letter is never proposed: there is nothing to set aside.")
    if not (user.may("case.write") or user.may("case.decide")):
        return _("Your role cannot do this.")
    return None


def why_not_letter(user, application, kind):
    """None when this letter can be written to this case by ``user``, else the sentence."""
    if not (user.may("case.write") or user.may("case.decide")):
        return _("Your role cannot do this.")
    if kind == LetterKind.DEATH:
        return None if application.person.died_on else _("No death is recorded for this person.")
    if sentence := may_write_to(application.person):
        return sentence
    try:
        with translation.override("it"):
            values, _context = _facts(application, kind, {})
            if kind == LetterKind.WAITING_LIST and values["posizione"] is None:
                words = letter_texts.in_force(application.plan_office, kind)
                if any("{posizione}" in text for text in words.sections.values()):
                    return NO_RANKING
    except Refused as refused:
        return str(refused)
    return None


def _family(person, to):
    """After a death nobody is written to by name: the letter is for those at home."""
    lines = ("Alla famiglia", f"di {person.full_name}", *to.lines[-2:])
    return replace(
        to, lines=lines, salutation="Gentile famiglia,", of_person=f" di {person.full_name}", is_plural=True
    )


def _facts(application, kind, said):
    """(placeholders, more context) of one kind. Raises ``Refused`` when the case has not what the letter tells."""
    if kind in _sources:
        return _sources[kind](application, said)
    if kind == LetterKind.REFUSAL_NOTICE:
        return _refusal_notice(application, said)
    if kind == LetterKind.WAITING_LIST:
        if application.status != Status.WAITING_LIST:
            raise Refused(gettext_lazy("The case is not on the waiting list."))
        until = said.get("until") or application.call.benefit_to
        return {"posizione": place_of(application), "al": day_words(until, "long")}, {}
    if kind == LetterKind.REOPENING:
        event = application.events.filter(verb="reopen").order_by("-at").first()
        if event is None:
            raise Refused(gettext_lazy("The case was never reopened."))
        return {"motivo": _phrase(said.get("reason") or event.note)}, {}
    if kind == LetterKind.APPEAL_OUTCOME:
        if not application.determinations.exists() or application.status not in _DECIDED:
            raise Refused(gettext_lazy("Nothing has been decided on this case yet."))
        return {"motivo": _phrase(said.get("reason"))}, {}
    return {}, {}


def _refusal_notice(application, said):
    notice = RefusalNotice.objects.get(pk=said["notice"], application=application)
    outcome = Outcome.from_json(notice.findings)
    unmet = [row for row in outcome.criteria if row.verdict == "not_met" and row.stage == "application"]
    return {}, {
        "reasons": unmet,
        "not_due": []
        if unmet
        else [
            row
            for row in outcome.interventions
            if row.code in application.requested and row.verdict == "not_due"
        ],
        "notice": notice,
        "is_notice": True,
        "legal_act": application.call.act,
        "rules": outcome.ruleset_name,
    }


def _phrase(text):
    """A reason inside a sentence: without its own full stop."""
    return (text or "").strip().rstrip(".")


def document_kind(kind):
    """Which kind of document the letter is in the case: a notice of refusal quotes certificates, as a decision does."""
    return Document.Kind.DECISION if kind == LetterKind.REFUSAL_NOTICE else Document.Kind.LETTER
