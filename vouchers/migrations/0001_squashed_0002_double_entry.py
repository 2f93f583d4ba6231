"""The migrations from 0001_initial to 0002_double_entry as one: a new database starts here, one that has them goes on.

Made afresh from the models, so that each table is made once, whole.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import vouchers.models._periods


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("vouchers", "0001_initial"),
        ("vouchers", "0002_double_entry"),
    ]

    dependencies = [
        ("accounts", "0003_single_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("applications", "0018_notifications"),
        ("jobs", "0001_initial"),
        ("papers", "0002_scan_moves"),
    ]

    operations = [
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                (
                    "ends_on",
                    models.DateField(
                        help_text="last day, included; brought forward when the award ends early"
                    ),
                ),
                ("awarded_at", models.DateTimeField()),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("death", "Death"),
                            ("placement", "Admission to a residential facility"),
                            ("renounce", "The family gives it up"),
                            ("moved", "Moved to another Ambito"),
                            ("requirement", "A requirement is no longer met"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="applications.application",
                    ),
                ),
                (
                    "awarded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "determination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="applications.determination",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="award_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_reason", ""), ("ended_at__isnull", True), ("ended_by__isnull", True)
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="award_end_has_who_and_why",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                vouchers.models._periods.DateRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                            ("application", "="),
                        ],
                        name="awards_do_not_overlap",
                        violation_error_message="The case already has an award in these days.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="award_is_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="84b4d0f046313dd08c18febff6a3f5827b11f685",
                            operation="DELETE",
                            pgid="pgtrigger_award_is_not_deleted_a5440",
                            table="vouchers_award",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="award_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."determination_id" IS DISTINCT FROM (NEW."determination_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."awarded_at" IS DISTINCT FROM (NEW."awarded_at") OR OLD."awarded_by_id" IS DISTINCT FROM (NEW."awarded_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="460c446e4c33dd6eaf274d06eb812bac7ffb6ad4",
                            operation="UPDATE",
                            pgid="pgtrigger_award_stands_0450e",
                            table="vouchers_award",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardComponent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                (
                    "label",
                    models.CharField(
                        help_text="in Italian, from the rule set: the words of the papers", max_length=160
                    ),
                ),
                ("monthly_amount", models.DecimalField(decimal_places=2, max_digits=9)),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="vouchers.award",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("award", "code"), name="component_once_per_award"),
                    models.CheckConstraint(
                        condition=models.Q(("monthly_amount__gt", 0)), name="component_amount_positive"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="component_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="988d307ccb5abbe21ddc1c728f7ab5c5fb8d3486",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_component_stands_f7666",
                            table="vouchers_awardcomponent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AmountChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_month", models.DateField()),
                ("monthly_amount", models.DecimalField(decimal_places=2, max_digits=9)),
                ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "determination",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.determination",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="vouchers.awardcomponent",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("monthly_amount__gte", 0)), name="changed_amount_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_month__day", 1)), name="change_from_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="change_has_its_reason"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="65641e4bebbb68f019a2e144994b6ae9d1483bf0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_fb584",
                            table="vouchers_amountchange",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="b9e9510ebf2640895cbc80923d93623e7dd4ea49",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_db055",
                            table="vouchers_amountchange",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interruption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("hospital", "Hospital stay"),
                            ("respite", "Respite stay in a facility"),
                            ("caregiver_away", "Caregiver absent"),
                            ("expired_evidence", "Expired ISEE or certificate"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="Reason",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="Note")),
                ("starts_on", models.DateField(verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                ("registered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interruptions",
                        to="applications.application",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="interruption_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("ends_on__isnull", True),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("ends_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="interruption_end_has_who_and_when",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                vouchers.models._periods.DateRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                            ("application", "="),
                        ],
                        name="interruptions_do_not_overlap",
                        violation_error_message="There is already a suspension in these days.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MoneyRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "proration",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full_month", "A month with at least one day due is paid whole"),
                            (
                                "whole_month_if",
                                "A month is paid whole from so many days due, otherwise not at all",
                            ),
                            ("thirtieths", "By the day, in thirtieths"),
                            ("actual_days", "By the day, on the days of the month"),
                        ],
                        max_length=16,
                        verbose_name="Parts of a month",
                    ),
                ),
                (
                    "whole_month_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Days that make the month"
                    ),
                ),
                (
                    "day_of_death_due",
                    models.BooleanField(blank=True, null=True, verbose_name="The day of death is due"),
                ),
                (
                    "hospital_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Days of hospital a year that stay due"
                    ),
                ),
                (
                    "respite_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Days of respite a year that stay due, adults"
                    ),
                ),
                (
                    "respite_days_minors",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Days of respite a year that stay due, minors"
                    ),
                ),
                (
                    "discharge_after",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="The measure ends on this consecutive day away"
                    ),
                ),
                (
                    "recovery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("next_payments_first", "From the next payments"),
                            ("refund", "The family pays it back"),
                        ],
                        max_length=20,
                        verbose_name="Money to recover",
                    ),
                ),
                (
                    "recovery_percent",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="At most so much of each payment, %"
                    ),
                ),
                (
                    "act",
                    models.CharField(
                        help_text="Number and date of the act that decides it.",
                        max_length=200,
                        verbose_name="Act",
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="money_rules",
                        to="applications.call",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("proration", "whole_month_if"),
                                ("whole_month_days__gte", 1),
                                ("whole_month_days__lte", 28),
                            ),
                            models.Q(
                                models.Q(("proration", "whole_month_if"), _negated=True),
                                ("whole_month_days__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="whole_month_days_with_their_method",
                        violation_error_message="Write from how many days, 1 to 28, the month is paid whole.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("recovery_percent__isnull", True),
                            models.Q(("recovery_percent__gte", 1), ("recovery_percent__lte", 100)),
                            _connector="OR",
                        ),
                        name="recovery_percent_1_to_100",
                        violation_error_message="The share goes from 1 to 100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("act", ""), _negated=True), name="money_rules_have_their_act"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="65754227b91275d0289755d151eb5ef3137d37a8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_eb887",
                            table="vouchers_moneyrules",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="616f159d6b6d548a9e11b28b3950922cc1272bd5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1ef93",
                            table="vouchers_moneyrules",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("checked", "In checks"),
                            ("locked", "Locked"),
                            ("approved", "Approved"),
                            ("issuing", "Making the papers"),
                            ("issued", "Issued"),
                            ("paid", "Paid"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("value_date", models.DateField(help_text="the day the bank is asked to pay")),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=0, help_text="raised whenever a line changes: a stale page is refused"
                    ),
                ),
                (
                    "lines_hash",
                    models.CharField(
                        blank=True,
                        help_text="SHA-256 of the locked lines: what an approval binds",
                        max_length=64,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
                ("paid_at", models.DateTimeField(blank=True, null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
            ],
            options={
                "ordering": ["-month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan_office", "month"),
                        name="one_run_per_month",
                        violation_error_message="The payment of this month is already open.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="run_month_is_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("lines_hash", ""),
                                ("locked_at__isnull", True),
                                ("locked_by__isnull", True),
                                ("state__in", ["checked", "draft"]),
                            ),
                            models.Q(
                                ("locked_at__isnull", False),
                                ("locked_by__isnull", False),
                                ("state__in", ["approved", "issued", "issuing", "locked", "paid"]),
                                models.Q(("lines_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="run_locked_has_who_and_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["checked", "draft", "locked", "approved"]),
                            models.Q(("issued_at__isnull", False), ("issued_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="run_issued_has_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "paid"), _negated=True),
                            models.Q(("paid_at__isnull", False), ("paid_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="run_paid_has_who",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="run_state_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{approved:issuing,checked:locked,draft:checked,issued:paid,issuing:issued,locked:approved,locked:checked}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="45c9e8fd020482bae04eb52eb95e54df38e5a549",
                            operation="UPDATE",
                            pgid="pgtrigger_run_state_moves_32377",
                            table="vouchers_paymentrun",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="run_starts_as_draft",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT (NEW.\"state\" = 'draft'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                            hash="dce937ae246a5f812d969df08eaa7edee917d66f",
                            operation="INSERT",
                            pgid="pgtrigger_run_starts_as_draft_1c65b",
                            table="vouchers_paymentrun",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="run_is_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="20cdbdf75835c9e4218473cfd0e9b3e95a534d23",
                            operation="DELETE",
                            pgid="pgtrigger_run_is_not_deleted_ca3d3",
                            table="vouchers_paymentrun",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="run_identity_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."plan_office_id" IS DISTINCT FROM (NEW."plan_office_id") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="9a57c1eb482410580413a5dfb1df5cacb986d0d6",
                            operation="UPDATE",
                            pgid="pgtrigger_run_identity_stands_e0929",
                            table="vouchers_paymentrun",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="lock_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."state" IN (\'approved\', \'issued\', \'issuing\', \'locked\', \'paid\') AND NOT (NEW."state" = \'checked\') AND (OLD."lines_hash" IS DISTINCT FROM (NEW."lines_hash") OR OLD."locked_by_id" IS DISTINCT FROM (NEW."locked_by_id") OR OLD."value_date" IS DISTINCT FROM (NEW."value_date")))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="9acda432cce535a397802dca397a8523ea48ee5f",
                            operation="UPDATE",
                            pgid="pgtrigger_lock_stands_996e6",
                            table="vouchers_paymentrun",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="run_approved_by_two",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"state\" = 'approved' AND OLD.\"state\" = 'locked')",
                            func="\n                    IF (\n                        SELECT COUNT(DISTINCT approved_by_id) FROM vouchers_runapproval\n                        WHERE run_id = NEW.id AND voided_at IS NULL AND lines_hash = NEW.lines_hash\n                    ) < 2 THEN\n                        RAISE EXCEPTION 'payment run % lacks signatures', NEW.id USING ERRCODE =\n                        'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="73d388765c31e314c616e500d0fe0856bc1c77c4",
                            operation="UPDATE",
                            pgid="pgtrigger_run_approved_by_two_80f27",
                            table="vouchers_paymentrun",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(help_text="intervention code, copied from the component", max_length=30),
                ),
                ("month", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                ("booked_before", models.DecimalField(decimal_places=2, default=0, max_digits=9)),
                ("revision", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "In the list"),
                            ("taken_out", "Removed from this month"),
                            ("booked", "Issued"),
                            ("paid", "Paid"),
                            ("returned", "Returned"),
                        ],
                        default="due",
                        max_length=10,
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("late_award", "Month before the award was decided"),
                            ("taken_out", "Removed from an earlier payment"),
                            ("returned", "The earlier payment came back"),
                            ("not_paid_yet", "Not paid yet"),
                            ("amount_changed", "The monthly amount changed"),
                            ("days_changed", "The days away changed"),
                            ("death", "The person has died"),
                            ("ended", "The award ended earlier"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "cause_note",
                    models.CharField(blank=True, help_text="the reason written then", max_length=300),
                ),
                ("payee_name", models.CharField(blank=True, max_length=120)),
                ("iban", models.CharField(blank=True, max_length=34)),
                ("removed_reason", models.CharField(blank=True, max_length=300)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="applications.application",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="vouchers.awardcomponent",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.person",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="vouchers.paymentrun",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "application__municipality__name",
                    "person__last_name",
                    "person__first_name",
                    "month",
                    "pk",
                ],
                "indexes": [models.Index(fields=["application", "-month"], name="payment_case_month")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "due")),
                        fields=("person", "code", "month"),
                        name="paid_once_per_component_and_month",
                        violation_error_message="This month is already in another payment.",
                    ),
                    models.UniqueConstraint(
                        fields=("person", "code", "month", "revision"),
                        name="one_line_per_revision_of_a_month",
                    ),
                    models.UniqueConstraint(
                        fields=("run", "component", "month"), name="one_line_per_run_component_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="payment_is_not_nothing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("booked_before"), "*", models.Value(-1)
                                ),
                            ),
                            ("booked_before__gte", 0),
                        ),
                        name="payment_takes_back_what_was_booked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="payment_month_is_first_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                                ("state", "taken_out"),
                                models.Q(("removed_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "taken_out"), _negated=True),
                                ("removed_at__isnull", True),
                                ("removed_by__isnull", True),
                                ("removed_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="payment_removed_has_who_and_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_lines_stand_still",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE run_state TEXT;",
                            func="\n        IF TG_OP <> 'DELETE' THEN\n            SELECT state INTO run_state FROM vouchers_paymentrun WHERE id = NEW.run_id FOR SHARE;\n        ELSE\n            SELECT state INTO run_state FROM vouchers_paymentrun WHERE id = OLD.run_id FOR SHARE;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.run_id <> OLD.run_id THEN\n            RAISE EXCEPTION 'a payment stays in its run' USING ERRCODE = 'check_violation';\n        END IF;\n        IF run_state IN ('draft', 'checked') THEN\n            IF TG_OP = 'DELETE' THEN\n                RETURN OLD;\n            END IF;\n            IF NEW.state IN ('due', 'taken_out') THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'nothing is paid before the list is issued' USING ERRCODE = 'check_violation';\n        END IF;\n        IF TG_OP = 'UPDATE' AND run_state NOT IN ('locked') AND (\n                (OLD.state, NEW.state) = ('due', 'booked') AND run_state IN ('approved', 'issuing')\n                OR (OLD.state, NEW.state) IN (('booked', 'paid'), ('booked', 'returned'), ('paid', 'returned'))\n                    AND run_state NOT IN ('approved', 'issuing')\n            ) AND (to_jsonb(NEW) - ARRAY['state']) = (to_jsonb(OLD) - ARRAY['state']) THEN\n            RETURN NEW;\n        END IF;\n        RAISE EXCEPTION 'the list of the payment run is locked' USING ERRCODE = 'check_violation';\n",
                            hash="81cd6294261304d1b7cbf8b7dc5a133030d7d983",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_lines_stand_still_1e8a7",
                            table="vouchers_payment",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("issue", "Payment run issued"),
                            ("payment", "Paid by the treasurer"),
                            ("return", "Payment came back"),
                            ("receipt", "Undue money paid back"),
                            ("write_off", "Claim given up by an act"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("booked_at", models.DateTimeField()),
                (
                    "booked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="vouchers.paymentrun",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "issue")), fields=("run",), name="run_booked_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["issue", "payment", "return"]), _negated=True),
                            ("run__isnull", False),
                            _connector="OR",
                        ),
                        name="booking_of_a_run_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "write_off"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="write_off_has_its_act",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fe2f8818ce51425ed2999d4a0d1fb174ff7e7091",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_86d6a",
                            table="vouchers_booking",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="3b888675cda3c3f4ef29a5f90af81db33b3395cc",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_9d0c5",
                            table="vouchers_booking",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gross", models.DecimalField(decimal_places=2, max_digits=9)),
                ("set_off", models.DecimalField(decimal_places=2, default=0, max_digits=9)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "In the list"),
                            ("booked", "Issued"),
                            ("paid", "Paid"),
                            ("returned", "Returned"),
                        ],
                        default="due",
                        max_length=10,
                    ),
                ),
                ("payee_name", models.CharField(blank=True, max_length=120)),
                ("iban", models.CharField(blank=True, max_length=34)),
                (
                    "end_to_end_id",
                    models.CharField(
                        blank=True,
                        help_text="given at the lock, never used again",
                        max_length=35,
                        null=True,
                        unique=True,
                    ),
                ),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("returned_on", models.DateField(blank=True, null=True)),
                ("return_reason", models.CharField(blank=True, max_length=300)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payouts",
                        to="applications.application",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.person",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payouts",
                        to="vouchers.paymentrun",
                    ),
                ),
            ],
            options={
                "ordering": [
                    "application__municipality__name",
                    "person__last_name",
                    "person__first_name",
                    "pk",
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "application"), name="one_payout_per_run_and_case"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("gross"), "-", models.F("set_off")
                                ),
                            ),
                            ("amount__gte", 0),
                            ("gross__gte", 0),
                            models.Q(("gross__gt", 0), ("set_off__lt", 0), _connector="OR"),
                        ),
                        name="payout_is_gross_less_set_off",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("returned_at__isnull", False),
                                ("returned_by__isnull", False),
                                ("state", "returned"),
                                models.Q(("return_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "returned"), _negated=True),
                                ("returned_at__isnull", True),
                                ("returned_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="payout_returned_has_who_and_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="locked_lines_stand_still",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE run_state TEXT;",
                            func="\n        IF TG_OP <> 'DELETE' THEN\n            SELECT state INTO run_state FROM vouchers_paymentrun WHERE id = NEW.run_id FOR SHARE;\n        ELSE\n            SELECT state INTO run_state FROM vouchers_paymentrun WHERE id = OLD.run_id FOR SHARE;\n        END IF;\n        IF TG_OP = 'UPDATE' AND NEW.run_id <> OLD.run_id THEN\n            RAISE EXCEPTION 'a payment stays in its run' USING ERRCODE = 'check_violation';\n        END IF;\n        IF run_state IN ('draft', 'checked') THEN\n            IF TG_OP = 'DELETE' THEN\n                RETURN OLD;\n            END IF;\n            IF NEW.state IN ('due', 'taken_out') THEN\n                RETURN NEW;\n            END IF;\n            RAISE EXCEPTION 'nothing is paid before the list is issued' USING ERRCODE = 'check_violation';\n        END IF;\n        IF TG_OP = 'UPDATE' AND run_state NOT IN ('locked') AND (\n                (OLD.state, NEW.state) = ('due', 'booked') AND run_state IN ('approved', 'issuing')\n                OR (OLD.state, NEW.state) IN (('booked', 'paid'), ('booked', 'returned'), ('paid', 'returned'))\n                    AND run_state NOT IN ('approved', 'issuing')\n            ) AND (to_jsonb(NEW) - ARRAY['state', 'paid_on', 'returned_on', 'return_reason', 'returned_at', 'returned_by_id']) = (to_jsonb(OLD) - ARRAY['state', 'paid_on', 'returned_on', 'return_reason', 'returned_at', 'returned_by_id']) THEN\n            RETURN NEW;\n        END IF;\n        RAISE EXCEPTION 'the list of the payment run is locked' USING ERRCODE = 'check_violation';\n",
                            hash="e09e30df1d101bdc7dbe2942366c5296e8bacd02",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_locked_lines_stand_still_f927c",
                            table="vouchers_payout",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("issue", "Payment run issued"),
                            ("payment", "Paid by the treasurer"),
                            ("return", "Payment came back"),
                            ("receipt", "Undue money paid back"),
                            ("write_off", "Claim given up by an act"),
                        ],
                        help_text="copied from the booking",
                        max_length=10,
                    ),
                ),
                (
                    "account",
                    models.CharField(
                        choices=[
                            ("expense", "Owed by the measure for a month"),
                            ("payable", "To be paid to the person"),
                            ("bank", "Treasurer"),
                            ("receivable", "To come back from the person"),
                            ("waived", "Claims given up"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True, help_text="intervention code of the component", max_length=30
                    ),
                ),
                ("month", models.DateField(blank=True, null=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=9)),
                (
                    "balance_before",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True, help_text="why a month is booked later, or again", max_length=20
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="applications.application",
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="vouchers.booking",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger",
                        to="vouchers.awardcomponent",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.person",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="vouchers.payment",
                    ),
                ),
                (
                    "payout",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="vouchers.payout",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("account", "expense")),
                        fields=["person", "code", "month"],
                        name="ledger_person_month",
                    ),
                    models.Index(fields=["application", "account"], name="ledger_case_account"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("payment", "kind", "account"), name="booked_once_per_payment_and_kind"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("payment__isnull", True)),
                        fields=("payout", "kind", "account"),
                        name="booked_once_per_payout_and_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="entry_is_not_nothing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("account", "expense"),
                                ("component__isnull", False),
                                ("month__day", 1),
                                ("month__isnull", False),
                                ("balance_before__gte", 0),
                                ("balance_before__isnull", False),
                                models.Q(("code", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("account", "expense"), _negated=True),
                                ("balance_before__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="expense_names_its_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account", "expense"), _negated=True),
                            (
                                "amount__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("balance_before"), "*", models.Value(-1)
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="month_never_below_nothing",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6c511301204550fc32aa37e5c03d929906b56e13",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_be014",
                            table="vouchers_ledgerentry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="b6adec3b7fc20368fe0e64089abdae8813c8d10a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4ff12",
                            table="vouchers_ledgerentry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="booked_onto_its_balance",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        PERFORM 1 FROM applications_person\n            WHERE id IN (SELECT person_id FROM new_values WHERE account = 'expense')\n            ORDER BY id FOR NO KEY UPDATE;\n        IF EXISTS (\n            SELECT 1 FROM (\n                SELECT person_id, code, month, booking_id, balance_before,\n                    SUM(amount) OVER (PARTITION BY person_id, code, month ORDER BY id) - amount AS here\n                FROM new_values WHERE account = 'expense'\n            ) one\n            WHERE one.balance_before <> one.here + (\n                SELECT COALESCE(SUM(earlier.amount), 0) FROM vouchers_ledgerentry earlier\n                WHERE earlier.account = 'expense' AND earlier.person_id = one.person_id AND earlier.code = one.code\n                    AND earlier.month = one.month AND earlier.booking_id NOT IN (SELECT booking_id FROM new_values)\n            )\n        ) THEN\n            RAISE EXCEPTION 'booked_onto_its_balance: the month was booked meanwhile'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        IF EXISTS (SELECT 1 FROM new_values GROUP BY booking_id HAVING SUM(amount) <> 0) THEN\n            RAISE EXCEPTION 'booking_adds_up: the entries of a booking do not add up to nothing'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NULL;\n",
                            hash="74f3fb3b555882a778e588852e8659a375918a76",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_booked_onto_its_balance_6ad04",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="vouchers_ledgerentry",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("next_payments", "From the next payments"),
                            ("instalments", "So much a month from the next payments"),
                            ("claim", "The family pays it back"),
                        ],
                        max_length=16,
                        verbose_name="How",
                    ),
                ),
                (
                    "monthly_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Euro a month"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="Reason")),
                ("decided_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recovery_plans",
                        to="applications.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("monthly_amount__gt", 0), ("way", "instalments")),
                            models.Q(
                                models.Q(("way", "instalments"), _negated=True),
                                ("monthly_amount__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="instalments_have_their_amount",
                        violation_error_message="Write how much is kept back each month.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="recovery_plan_has_its_reason"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9bc14d52fe8bb7f8d000f0e1376c78036dc76162",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_3f48e",
                            table="vouchers_recoveryplan",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="c1d48e3a24f56fbc16392f49a5ed484734714723",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1ae99",
                            table="vouchers_recoveryplan",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lines_hash", models.CharField(max_length=64)),
                ("approved_at", models.DateTimeField()),
                ("role", models.CharField(max_length=30)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="vouchers.paymentrun",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["approved_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at__isnull", True)),
                        fields=("run", "approved_by"),
                        name="one_approval_per_person_and_run",
                        violation_error_message="You have already signed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_by", models.F("opened_by")), _negated=True),
                            models.Q(("approved_by", models.F("locked_by")), _negated=True),
                        ),
                        name="run_approved_by_another",
                        violation_error_message="You prepared it: someone else approves it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("voided_at__isnull", True), ("voided_by__isnull", True)),
                            models.Q(("voided_at__isnull", False), ("voided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="run_approval_void_has_who",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="approval_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."run_id" IS DISTINCT FROM (NEW."run_id") OR OLD."lines_hash" IS DISTINCT FROM (NEW."lines_hash") OR OLD."opened_by_id" IS DISTINCT FROM (NEW."opened_by_id") OR OLD."locked_by_id" IS DISTINCT FROM (NEW."locked_by_id") OR OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."role" IS DISTINCT FROM (NEW."role"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d51719b801ab8bf39e97d90948113fb67bb6b935",
                            operation="UPDATE",
                            pgid="pgtrigger_approval_stands_f1e0f",
                            table="vouchers_runapproval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approval_is_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="1700767de31db4e6dbd07829f4c206a70f984801",
                            operation="DELETE",
                            pgid="pgtrigger_approval_is_not_deleted_d4d29",
                            table="vouchers_runapproval",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="approval_of_the_locked_list",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM vouchers_paymentrun\n                        WHERE id = NEW.run_id AND state = 'locked' AND lines_hash = NEW.lines_hash\n                            AND opened_by_id = NEW.opened_by_id AND locked_by_id = NEW.locked_by_id\n                        FOR SHARE\n                    ) THEN\n                        RAISE EXCEPTION 'an approval is given to the list as it was locked'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="a3dc301f1a1af201a75ecb3f5b1e0cc1717b37e7",
                            operation="INSERT",
                            pgid="pgtrigger_approval_of_the_locked_list_30ec4",
                            table="vouchers_runapproval",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                (
                    "severity",
                    models.CharField(
                        choices=[("block", "Block"), ("warning", "Warning"), ("ok", "All right")],
                        max_length=8,
                    ),
                ),
                (
                    "values",
                    models.JSONField(
                        blank=True, default=dict, help_text="what goes into the sentence of the check"
                    ),
                ),
                ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=11, null=True)),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="vouchers.paymentrun",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RunFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("list", "Payment list"),
                            ("notice", "Determination notice"),
                            ("letter", "Letter"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="run_files",
                        to="applications.application",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="vouchers.paymentrun",
                    ),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "kind", "application"),
                        name="one_paper_of_a_kind_per_run",
                        nulls_distinct=False,
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="631bfee3e1cc5cba47b987dd05710e7358ad4a4c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_6bfb9",
                            table="vouchers_runfile",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="1ed3beb0ded9b85f26592ea66ab93a2238cbd5c9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_9cb8d",
                            table="vouchers_runfile",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
