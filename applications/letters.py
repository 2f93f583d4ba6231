"""What a paper of a case says: plain values for the templates in ``templates/letters``. Papers are in
Italian.

Nothing here reads the clock: a paper is made of the decision as it was kept, so it can be made again the
same.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.formats import day
from accounts.refusal import Refused
from applications.letter_values import decision_words
from applications.life import NOT_YOUR_ROLE
from applications.models import Document, Event, IssuedLetter
from eligibility.outcome import Outcome
from papers import pdf, store

# a decision quotes certificates and the assessment, a request may name the report that is missing
_QUOTE_HEALTH = frozenset({Document.Kind.DECISION, Document.Kind.REQUEST})
ADULT = 18  # years; below, the letter goes to a parent or guardian


def code_of(digest):
    """Eight signs of a SHA-256 in hexadecimal digits, as people read them to each other."""
    signs = base64.b32encode(bytes.fromhex(digest[:10])).decode()
    return f"{signs[:4]}-{signs[4:8]}"


@dataclass(frozen=True)
class Paper:
    """A paper ready to be made: template, title, name of the file, kind of stored file, values."""

    template: str
    title: str
    name: str
    kind: str
    context: dict

    @cached_property
    def digest(self):
        """SHA-256 of the words of the paper, in hexadecimal digits."""
        html = pdf.markup(template=self.template, context=self.context, title=self.title, lang="it")
        return hashlib.sha256(html.encode()).hexdigest()

    @property
    def code(self):
        """Eight signs, from the words: who holds a printed copy can ask the office whether it is the true one."""
        return code_of(self.digest)

    def render(self):
        """The PDF. A draft has no code: it proves nothing."""
        context = self.context
        if not context.get("draft"):
            context = context | {"verification": {"code": self.code, "digest": self.digest}}
        # a draft is only looked at; what leaves is read by everybody and kept for ever, as one file
        variant = "pdf/ua-1" if context.get("draft") else pdf.SENT_AND_KEPT
        return pdf.render(
            template=self.template, context=context, title=self.title, lang="it", variant=variant
        )

    def keep(self, *, by, at, office):
        """Make the PDF and store it once. Returns the StoredFile; raises ``Refused`` when it cannot be
        kept."""
        return store.keep(
            self.render(),
            name=self.name,
            content_type="application/pdf",
            kind=self.kind,
            by=by,
            at=at,
            office=office,
            printed_code=self.code,
        )


@dataclass(frozen=True)
class Addressee:
    """Who the letter speaks to. ``whose``: "il Suo buono" to the person, "il buono di …" to who represents
    them."""

    lines: tuple
    salutation: str
    of_person: str  # "" when the reader is the person, else " di Sofia Ghidoni"
    is_plural: bool = False  # both parents read

    @property
    def is_person(self):
        return not self.of_person


def addressee(person, *, on):
    """The person, or the legal representative in force on the day ``on`` (minors: the first parent)."""
    place = f"{person.postal_code} {person.municipality.name}".strip()
    representative = next(
        (
            one
            for one in person.representatives.all()
            if (one.starts_on is None or one.starts_on <= on) and (one.ends_on is None or one.ends_on >= on)
        ),
        None,
    )
    of_person = f" di {person.full_name}"
    if representative:
        lines = (str(representative), f"per {person.full_name}", person.address, place)
        return Addressee(_filled(lines), f"Gentile {representative},", of_person)
    if person.age_on(on) < ADULT:
        lines = ("Alla famiglia", f"di {person.full_name}", person.address, place)
        return Addressee(_filled(lines), "Gentili genitori,", of_person, is_plural=True)
    title = "Signora" if person.sex == "F" else "Signor"
    lines = (f"Gentile {title}", person.full_name, person.address, place)
    return Addressee(_filled(lines), f"Gentile {title} {person.last_name},", "")


def _filled(lines):
    return tuple(line for line in lines if line)


def in_large_print(person, chosen=None):
    """True when a letter to the person is set in 16 points: as ``chosen`` for this letter, else as they asked."""
    return person.large_print if chosen is None else chosen


def may_choose_print(user, person):
    """None when ``user`` may say how large the letters to the person are printed, else the sentence."""
    if not (user.may("case.write") or user.may("case.decide")):
        return NOT_YOUR_ROLE
    return may_write_to(person)


def decision_notice(determination, *, starts_on=None, ends_on=None, large_print=None):
    """The Paper that says what was decided and why: the rows of the determination, as they were kept.

    ``starts_on``, ``ends_on``: the period of the award, both included, when something was granted.
    ``large_print``: as chosen for this letter; None: as the person asked.
    """
    case = determination.application
    outcome = Outcome.from_json(determination.findings)
    granted = determination.verdict == determination.Verdict.ENTITLED
    to = addressee(case.person, on=determination.on)
    words, sections = decision_words(case, determination, to)
    notice = determination.refusal_notices.first()
    title = "Accogliamo la domanda" if granted else "Non possiamo accogliere la domanda"
    return Paper(
        template="letters/decision_notice.html",
        title=title,
        name=f"provvedimento-{case.ref}.pdf",
        kind="decision_notice",
        context={
            "office": case.plan_office,
            "paper": {
                "name": "Provvedimento",
                "number": case.ref,
                "version": f"regole {outcome.ruleset_name}",
            },
            "protocol": {"number": case.ref, "on": determination.made_at},
            "case": case,
            "person": case.person,
            "to": to,
            "large_print": in_large_print(case.person, large_print),
            "determination": determination,
            "outcome": outcome,
            "granted": granted,
            "starts_on": starts_on,
            "ends_on": ends_on,
            # the plan is asked for only once the right is there: it is never the reason of a refusal
            "criteria": [row for row in outcome.criteria if granted or row.stage == "application"],
            "not_met": [
                row for row in outcome.criteria if row.verdict == "not_met" and row.stage == "application"
            ],
            "words": words,
            "sections": sections,
            "notice": notice,
            "observations": list(notice.observations.all()) if notice else [],
            "signatures": [
                {
                    "role": determination.made_by.role_label,
                    "name": determination.made_by.full_name,
                    "digital": False,
                }
            ],
        },
    )


def may_write_to(person):
    """None when letters may leave for the person, else the sentence. Nobody writes to who has died.

    Whatever makes a letter asks here, when it starts and when it makes it; the letter of condolence does not, and only
    somebody's choice starts that one.
    """
    return _("The person has died: no letter leaves.") if person.died_on else None


def keep_issued(*, application_id, stored, kind, label, by, at, paper=None, letter=""):
    """Put a paper we made into the case, with its event. Returns the Document.

    ``paper``: the Paper it was made from, whose code and words are remembered; ``letter``: its LetterKind.
    """
    document = Document.objects.create(
        application_id=application_id,
        stored=stored,
        kind=kind,
        label=label,
        is_health=kind in _QUOTE_HEALTH,
        added_at=at,
        added_by=by,
    )
    if paper is not None:
        words = paper.context.get("words")
        IssuedLetter.objects.create(
            application_id=application_id,
            document=document,
            kind=letter,
            text=words.row if words else None,
            code=paper.code,
            large_print=bool(paper.context.get("large_print")),
        )
    Event.objects.create(
        application_id=application_id,
        verb="letter",
        at=at,
        by=by,
        office=by.office if by else None,
        role=by.acting_as.role if by and by.acting_as_id else "",
        data={"document": document.pk, "kind": kind},
    )
    return document


# {placeholder} → what stands there; a closed list, filled by us: what people write is a text, never a template
PLACEHOLDERS = ("nome", "pratica", "comune", "scadenza_isee")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def unknown_placeholders(text):
    """The names in braces that stand for nothing, in order."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]


def fill(text, case, *, isee_to):
    """``text`` with its placeholders filled for the case. ``isee_to``: last day of the ISEE, None when there is none.

    Raises ``Refused`` when the text speaks of an ISEE the case does not have.
    """
    if "{scadenza_isee}" in text and isee_to is None:
        raise Refused(
            _("The case of %(name)s has no ISEE: leave it out, or do not write when the ISEE ends.")
            % {"name": case.person.full_name}
        )
    values = {
        "nome": case.person.full_name,
        "pratica": case.ref,
        "comune": case.municipality.name,
        "scadenza_isee": day(isee_to) if isee_to else "",
    }
    return _PLACEHOLDER.sub(lambda found: values.get(found.group(1), found.group()), text)


def family_letter(case, *, subject, text, on, by):
    """The Paper of a letter to the family, dated ``on``: ``text`` is what ``by`` wrote, one paragraph per line."""
    return Paper(
        template="letters/family_letter.html",
        title=subject,
        name=f"lettera-{case.ref}.pdf",
        kind="family_letter",
        context={
            "office": case.municipality,
            "paper": {"name": "Lettera", "number": case.ref},
            "protocol": {"number": case.ref, "on": on},
            "case": case,
            "addressee": addressee(case.person, on=on).lines,
            "to": addressee(case.person, on=on),
            "large_print": in_large_print(case.person),
            "paragraphs": [line.strip() for line in text.splitlines() if line.strip()],
            "signatures": [{"role": by.role_label, "name": by.full_name, "digital": False}],
        },
    )
