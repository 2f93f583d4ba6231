"""What the office answers to the observations of the family."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications import refusal
from applications.actions.answer_observations import answer_observations as answer
from applications.forms.notices import AnswerObservationsForm
from applications.views._verb import verb_page


@require("case.decide")
def answer_observations(request, ref):
    """One answer each; the decision cites them."""

    def make_form(data, application):
        notice = refusal.open_notice(application)
        return AnswerObservationsForm(data, observations=refusal.unanswered(notice) if notice else ())

    def act(application, cleaned, by, at):
        answers = {int(name.removeprefix("answer-")): text for name, text in cleaned.items()}
        answer(application=application, by=by, at=at, answers=answers)

    return verb_page(
        request,
        ref,
        verb="answer_observations",
        make_form=make_form,
        act=act,
        done=_("The answers are in the case: the decision cites them."),
        more=_presented,
    )


def _presented(application):
    """When each observation came, and the file it came in."""
    notice = refusal.open_notice(application)
    return {"observations": refusal.unanswered(notice) if notice else ()}
