"""What only one call asks: answers to its own questions, and its own figures, as its rule set declares them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.formats import number
from applications.models._history import tracked
from applications.models._scope import CaseRows
from applications.models.evidence import Evidence


@tracked
class CallAnswer(Evidence):
    """One answer, or one figure. What nobody has answered has no row: not known is neither zero nor "no".

    ``code``, ``answer``: codes of the rule set. ``asked``, ``said``: its words, {it, en}, as they were when somebody
    answered, so that an old version is read as it was given.
    """

    class Kind(models.TextChoices):
        REPLY = "reply", pgettext_lazy("datum", "Answer")
        FIGURE = "figure", pgettext_lazy("datum", "Figure")

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="call_answers")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    code = models.CharField(max_length=60)
    answer = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(
        pgettext_lazy("datum", "Figure"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    asked = models.JSONField()
    said = models.JSONField(pgettext_lazy("datum", "Answer"), default=dict, blank=True)

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind", "code"], name="call_answer_once"),
            models.CheckConstraint(
                condition=Q(kind="reply", value__isnull=True) & ~Q(answer="")
                | Q(kind="figure", answer="", value__isnull=False, value__gte=0),
                name="call_answer_is_a_reply_or_a_figure",
                violation_error_message=_("Write a figure from zero up, or choose one of the answers."),
            ),
            models.CheckConstraint(condition=~Q(code=""), name="call_answer_has_a_code"),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """What was asked, in the language in use."""
        return label_of(self)

    @property
    def words(self):
        """The answer as pages say it."""
        return words_of(self)


def label_of(row):
    """What was asked; of an answer, or of a version of one."""
    return in_language(row.asked)


def words_of(row):
    """The answer as pages say it; of an answer, or of a version of one."""
    return in_language(row.said) if row.kind == CallAnswer.Kind.REPLY else number(row.value, 2)


def in_language(words):
    """{it, en} in the language in use, with a capital letter."""
    words = words.get("it" if (get_language() or "it").startswith("it") else "en") or ""
    return words[:1].upper() + words[1:]
