"""The words of the office's letters: which are in force, since when, by whom; a preview with an invented case."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import require
from applications import law_permissions, letter_texts, letter_words
from applications.letters import Addressee
from applications.models import LetterKind, LetterText
from applications.notice_letters import compose
from applications.views.send_letter import as_pdf

# what the real letter has besides the words of the office: the preview says where it comes
_ADDED = {
    LetterKind.ACCEPTANCE: "gli importi, uno per sostegno",
    LetterKind.DOCUMENTS: "l’elenco dei documenti che mancano e il giorno entro cui li aspettiamo",
    LetterKind.REFUSAL_NOTICE: "i motivi: le righe del calcolo, con che cosa serve e che cosa abbiamo trovato",
    LetterKind.REFUSAL: "la decisione, i motivi dalle righe del calcolo, le osservazioni con le risposte",
    LetterKind.AMOUNT_CHANGE: "la tabella con gli importi prima e dopo",
    LetterKind.CLAIM: "la tabella dei mesi, con il motivo e la somma di ognuno",
    LetterKind.RECEIPT: "i documenti che possono ancora arrivare, con il termine",
    LetterKind.PAYMENT: "gli importi del mese, la scadenza dell’ISEE e il calcolo",
}
_ADDRESS = ("Gentile Signora", "Adele Brambati", "Via delle Querce 14", "25000 Borgolungo")


@require("call.read")
def letter_texts_page(request):
    """Every kind of letter, with its version and its draft."""
    context = {
        "rows": letter_texts.overview(request.user.plan_office),
        "may_choose": request.user.may("call.write"),
    }
    return render(request, "applications/letter_texts.html", context)


@require("call.read")
def letter_text(request, letter):
    """The words of one kind: in force, draft, earlier versions."""
    kind = kind_or_404(letter)
    rows = list(
        LetterText.objects.visible_to(request.user)
        .filter(kind=kind)
        .select_related("written_by", "published_by")
    )
    draft = next((row for row in rows if row.published_at is None), None)
    words = letter_texts.in_force(request.user.plan_office, kind)
    names = letter_texts.section_names(kind)

    def parts(sections):
        return [
            (letter_texts.SECTIONS[code], sections.get(code, ""), code == letter_texts.TO_CONFIRM)
            for code in names
        ]

    context = {
        "kind": kind,
        "words": words,
        "parts": parts(words.sections),
        "draft": draft,
        "draft_parts": parts(draft.sections) if draft else (),
        "versions": [row for row in rows if row.published_at],
        "may_write": request.user.may("call.write"),
        "refusal": law_permissions.on_letter_text(request.user, draft) if draft else None,
    }
    return render(request, "applications/letter_text.html", context)


@require("call.read")
def preview_letter_text(request, letter):
    """The PDF of the draft, or of the words in force, for an invented person."""
    kind = kind_or_404(letter)
    draft = LetterText.objects.visible_to(request.user).filter(kind=kind, published_at=None).first()
    use_draft = draft is not None and request.GET.get("testo") != "in-vigore"
    words = (
        letter_texts.Words(kind, draft.sections, draft)
        if use_draft
        else letter_texts.in_force(request.user.plan_office, kind)
    )
    many = request.GET.get("per") == "genitori"
    whose = " di Sofia Ghidoni" if many else ""
    values = {name: example for name, (_what, example) in letter_words.PLACEHOLDERS.items()}
    if many:
        values |= {"buono": f"il buono{whose}", "Buono": f"Il buono{whose}", "domanda": f"la domanda{whose}",
                   "Domanda": f"La domanda{whose}", "nome": "Sofia Ghidoni"}  # fmt: skip
    greeting = "Gentili genitori," if many else "Gentile Signora Brambati,"
    lines = ("Alla famiglia", whose.strip(), *_ADDRESS[2:]) if many else _ADDRESS
    if kind == LetterKind.DEATH:  # nobody writes to who has died
        many, greeting = True, "Gentile famiglia,"
        lines = ("Alla famiglia", f"di {values['nome']}", *_ADDRESS[2:])
    try:
        paper = compose(
            words=words,
            office=request.user.plan_office,
            number=values["pratica"],
            to=Addressee(lines, greeting, whose, is_plural=many),
            values=values,
            context={"programme": "Avviso Misura B2 2026 (caso inventato)", "added": _ADDED.get(kind, "")},
            on=timezone.now(),
            by=request.user,
            draft=True,
            large_print=request.GET.get("caratteri") == "grandi",
        )
    except Refused as error:
        messages.error(request, error.sentence)
        return redirect("applications:letter_text", kind)
    return as_pdf(paper)


def kind_or_404(kind):
    """The LetterKind of an address."""
    if kind not in LetterKind.values:
        raise Http404
    return LetterKind(kind)
