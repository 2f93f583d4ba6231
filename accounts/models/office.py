"""An office: the Plan Office of an Ambito, one of its municipalities, or its health authority (ASST)."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OfficeQuerySet(models.QuerySet):
    def of_ambito(self, plan_office):
        """The Plan Office itself and every office under it."""
        if plan_office is None:
            return self.none()
        return self.filter(Q(pk=plan_office.pk) | Q(parent_id=plan_office.pk))

    def visible_to(self, user):
        return self.of_ambito(getattr(user, "plan_office", None))


class Office(models.Model):
    class Kind(models.TextChoices):
        PLAN_OFFICE = "plan_office", _("Plan Office")
        MUNICIPALITY = "municipality", _("Municipality")
        HEALTH_AUTHORITY = "health_authority", _("Health authority (ASST)")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Plan Office"),
    )
    ambito_name = models.CharField(
        _("name of the Ambito"), max_length=120, blank=True, help_text=_("Only on the Plan Office.")
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    belfiore_code = models.CharField(
        _("cadastral code"),
        max_length=4,
        blank=True,
        help_text=_("Four characters, only for a municipality."),
    )

    patron_day = models.CharField(
        _("patron saint"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")],
        help_text=_("Month and day, for example 06-24: no term ends on that day."),
    )
    control_days = models.PositiveSmallIntegerField(
        _("days to control a case drawn by lot"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("The office's own term. Without it these tasks have no due date."),
    )

    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="office_parent_follows_kind",
                condition=Q(kind="plan_office", parent__isnull=True)
                | (~Q(kind="plan_office") & Q(parent__isnull=False)),
                violation_error_message=_(
                    "A Plan Office stands alone; every other office belongs to a Plan Office."
                ),
            ),
            models.CheckConstraint(
                name="office_kind_known",
                condition=Q(kind__in=["plan_office", "municipality", "health_authority"]),
            ),
            models.CheckConstraint(
                name="office_control_days_of_the_ambito",
                condition=Q(control_days__isnull=True)
                | Q(kind="plan_office", control_days__gte=1, control_days__lte=365),
            ),
            models.CheckConstraint(
                name="office_edited_paired",
                condition=Q(edited_at__isnull=True, edited_by__isnull=True)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def plan_office(self):
        return self if self.kind == self.Kind.PLAN_OFFICE else self.parent

    @property
    def patron_day_words(self):
        """The day as people write it: 24/06; "" when nobody wrote it."""
        month, _dash, day = self.patron_day.partition("-")
        return f"{day}/{month}" if day else ""

    @property
    def ambito(self):
        return self.plan_office.ambito_name or self.plan_office.name
