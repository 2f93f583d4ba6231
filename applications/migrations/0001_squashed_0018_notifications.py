"""The migrations from 0001_initial to 0018_notifications as one: a new database starts here, one that has them goes on.

Made afresh from the models, so that each table is made once, whole.
"""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import (
    BtreeGinExtension,
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

import applications.models.application
import applications.models.assessment_terms
import applications.models.evidence
import applications.models.plan_signature
import applications.scales

# The same text as applications.search.search_form: without accents and apostrophes, in capitals, single spaces.
# Immutable, so that a generated column and an index may stand on it.
SEARCH_FORM = r"""
    CREATE OR REPLACE FUNCTION search_form(said text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT btrim(regexp_replace(upper(regexp_replace(
            replace(replace(replace(replace(replace(replace(replace(replace(
                normalize(translate(said, 'øØłŁđĐðÐıħĦŧŦ''’‘ʼ`´', 'oOlLdDdDihHtT'), NFKD),
            'ß', 'ss'), 'ẞ', 'SS'), 'æ', 'ae'), 'Æ', 'AE'), 'œ', 'oe'), 'Œ', 'OE'), 'þ', 'th'), 'Þ', 'TH'),
            '[\u0300-\u036F]', '', 'g')), '[^A-Z0-9]+', ' ', 'g'))
    $$;
"""


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("applications", "0001_initial"),
        ("applications", "0002_rules_and_calls_by_two_people"),
        ("applications", "0003_requests_and_clock"),
        ("applications", "0004_additions_to_calls_and_deletions_in_history"),
        ("applications", "0005_evidence_periods"),
        ("applications", "0006_what_the_family_declares"),
        ("applications", "0007_assessment_terms_and_scale_versions"),
        ("applications", "0008_knowledge_of_simulations"),
        ("applications", "0009_import_of_cases"),
        ("applications", "0010_late_documents"),
        ("applications", "0011_case_files"),
        ("applications", "0012_sample_controls"),
        ("applications", "0013_find_cases_and_people"),
        ("applications", "0014_plans_signed_and_compared"),
        ("applications", "0015_questions_between_offices"),
        ("applications", "0016_life_of_a_case"),
        ("applications", "0017_notices_and_letter_texts"),
        ("applications", "0018_notifications"),
    ]

    dependencies = [
        ("accounts", "0003_single_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("jobs", "0001_initial"),
        ("papers", "0002_scan_moves"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        BtreeGinExtension(),
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(SEARCH_FORM, "DROP FUNCTION search_form(text)"),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "draft_code",
                    models.CharField(
                        default=applications.models.application.draft_code,
                        editable=False,
                        max_length=20,
                        unique=True,
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, editable=False, max_length=32, null=True, unique=True),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("waiting_docs", "Waiting for documents"),
                            ("assessing", "Being assessed"),
                            ("plan_review", "Plan to approve"),
                            ("plan_returned", "Plan to correct"),
                            ("eligible", "Eligible"),
                            ("waiting_list", "Waiting list"),
                            ("active", "Being paid"),
                            ("suspended", "Suspended"),
                            ("rejected", "Rejected"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "edit_version",
                    models.PositiveIntegerField(
                        default=0, help_text="raised at every change: a stale page is refused"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "requested",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("caregiver", "Grant for the family caregiver"),
                                ("caregiver_supplement", "Supplement for the employed carer"),
                                ("carer", "Grant for the carer, without a family caregiver"),
                                ("minors_voucher", "Voucher for minors' social life"),
                                ("independent_living", "Independent living project"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "resident",
                    models.BooleanField(blank=True, null=True, verbose_name="Resident in the Ambito"),
                ),
                (
                    "resident_checked_on",
                    models.DateField(blank=True, null=True, verbose_name="Registry checked on"),
                ),
                ("lives_at_home", models.BooleanField(blank=True, null=True, verbose_name="Lives at home")),
                (
                    "declares_no_certificate",
                    models.BooleanField(default=False, verbose_name="Has neither Law 104 nor care allowance"),
                ),
                (
                    "has_caregiver",
                    models.BooleanField(blank=True, null=True, verbose_name="A family caregiver assists"),
                ),
                (
                    "has_carer",
                    models.BooleanField(blank=True, null=True, verbose_name="There is an employed carer"),
                ),
                (
                    "other_measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        help_text="None: nobody asked yet",
                        null=True,
                        size=None,
                    ),
                ),
                (
                    "minors_project_title",
                    models.CharField(blank=True, max_length=160, verbose_name="Project for the minor"),
                ),
                (
                    "minors_project_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="Monthly cost of the project",
                    ),
                ),
                (
                    "independent_project_title",
                    models.CharField(blank=True, max_length=160, verbose_name="Independent living project"),
                ),
                (
                    "independent_project_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="Monthly cost of the personal assistant",
                    ),
                ),
                ("payee_name", models.CharField(blank=True, max_length=120, verbose_name="Account holder")),
                (
                    "payee_tax_code",
                    models.CharField(blank=True, max_length=16, verbose_name="Codice fiscale of the holder"),
                ),
                ("iban", models.CharField(blank=True, max_length=34, verbose_name="IBAN")),
                (
                    "payee_delegated",
                    models.BooleanField(default=False, verbose_name="Mandate to collect on file"),
                ),
                (
                    "consent_given_on",
                    models.DateField(blank=True, null=True, verbose_name="Privacy notice signed on"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("sent_to_asst_at", models.DateTimeField(blank=True, null=True)),
                (
                    "handed_over_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="last passage to another Comune: it does not read what was before",
                        null=True,
                    ),
                ),
                ("documents_due_on", models.DateField(blank=True, null=True)),
                ("visit_on", models.DateField(blank=True, null=True, verbose_name="Home visit on")),
                (
                    "case_manager",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handed_over_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "health_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="accounts.office",
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "sent_to_asst_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
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
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("scale_versions", models.JSONField(default=applications.scales.usual_versions)),
                ("visited_on", models.DateField(blank=True, null=True, verbose_name="Visit on")),
                ("visited_from", models.TimeField(blank=True, null=True, verbose_name="At what time")),
                ("present", models.CharField(blank=True, max_length=300, verbose_name="Who was present")),
                ("social", models.JSONField(blank=True, default=dict)),
                ("social_written_at", models.DateTimeField(blank=True, null=True)),
                ("health", models.JSONField(blank=True, default=dict)),
                ("health_written_at", models.DateTimeField(blank=True, null=True)),
                ("profile", models.JSONField(blank=True, default=dict)),
                ("profile_written_at", models.DateTimeField(blank=True, null=True)),
                ("disagreed_at", models.DateTimeField(blank=True, null=True)),
                ("disagreement", models.CharField(blank=True, max_length=600)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("edit_version", models.PositiveIntegerField(default=0)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="applications.application",
                    ),
                ),
                (
                    "disagreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "health_written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "profile_written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reused_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reuses",
                        to="applications.assessment",
                    ),
                ),
                (
                    "social_written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("disagreed_at__isnull", True),
                                ("disagreed_by__isnull", True),
                                ("disagreement", ""),
                            ),
                            models.Q(
                                ("disagreed_at__isnull", False),
                                ("disagreed_by__isnull", False),
                                models.Q(("disagreement", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_disagreement_has_reason",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_assessmenthistory" ("application_id", "content_hash", "disagreed_at", "disagreed_by_id", "disagreement", "edit_version", "health", "health_written_at", "health_written_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "profile", "profile_written_at", "profile_written_by_id", "reused_from_id", "scale_versions", "social", "social_written_at", "social_written_by_id", "started_at", "started_by_id", "visited_from", "visited_on") SELECT new_values."application_id", new_values."content_hash", new_values."disagreed_at", new_values."disagreed_by_id", new_values."disagreement", new_values."edit_version", new_values."health", new_values."health_written_at", new_values."health_written_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."present", new_values."profile", new_values."profile_written_at", new_values."profile_written_by_id", new_values."reused_from_id", new_values."scale_versions", new_values."social", new_values."social_written_at", new_values."social_written_by_id", new_values."started_at", new_values."started_by_id", new_values."visited_from", new_values."visited_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="929b7ebd1b103dbc479385b5a3f9c2fff9b8b2db",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ec5fe",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_assessmenthistory" ("application_id", "content_hash", "disagreed_at", "disagreed_by_id", "disagreement", "edit_version", "health", "health_written_at", "health_written_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "profile", "profile_written_at", "profile_written_by_id", "reused_from_id", "scale_versions", "social", "social_written_at", "social_written_by_id", "started_at", "started_by_id", "visited_from", "visited_on") SELECT new_values."application_id", new_values."content_hash", new_values."disagreed_at", new_values."disagreed_by_id", new_values."disagreement", new_values."edit_version", new_values."health", new_values."health_written_at", new_values."health_written_by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."present", new_values."profile", new_values."profile_written_at", new_values."profile_written_by_id", new_values."reused_from_id", new_values."scale_versions", new_values."social", new_values."social_written_at", new_values."social_written_by_id", new_values."started_at", new_values."started_by_id", new_values."visited_from", new_values."visited_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0510749952c3a861577b9b963a6fdac2a2926dd6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d6976",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_assessmenthistory" ("application_id", "content_hash", "disagreed_at", "disagreed_by_id", "disagreement", "edit_version", "health", "health_written_at", "health_written_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "present", "profile", "profile_written_at", "profile_written_by_id", "reused_from_id", "scale_versions", "social", "social_written_at", "social_written_by_id", "started_at", "started_by_id", "visited_from", "visited_on") SELECT old_values."application_id", old_values."content_hash", old_values."disagreed_at", old_values."disagreed_by_id", old_values."disagreement", old_values."edit_version", old_values."health", old_values."health_written_at", old_values."health_written_by_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."present", old_values."profile", old_values."profile_written_at", old_values."profile_written_by_id", old_values."reused_from_id", old_values."scale_versions", old_values."social", old_values."social_written_at", old_values."social_written_by_id", old_values."started_at", old_values."started_by_id", old_values."visited_from", old_values."visited_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0858faa62c55b88fa8079af4898b1abb24fb6100",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1e613",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_assessment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("started_at", models.DateTimeField()),
                ("scale_versions", models.JSONField(default=applications.scales.usual_versions)),
                ("visited_on", models.DateField(blank=True, null=True, verbose_name="Visit on")),
                ("visited_from", models.TimeField(blank=True, null=True, verbose_name="At what time")),
                ("present", models.CharField(blank=True, max_length=300, verbose_name="Who was present")),
                ("social", models.JSONField(blank=True, default=dict)),
                ("social_written_at", models.DateTimeField(blank=True, null=True)),
                ("health", models.JSONField(blank=True, default=dict)),
                ("health_written_at", models.DateTimeField(blank=True, null=True)),
                ("profile", models.JSONField(blank=True, default=dict)),
                ("profile_written_at", models.DateTimeField(blank=True, null=True)),
                ("disagreed_at", models.DateTimeField(blank=True, null=True)),
                ("disagreement", models.CharField(blank=True, max_length=600)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("edit_version", models.PositiveIntegerField(default=0)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "disagreed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "health_written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.assessment",
                    ),
                ),
                (
                    "profile_written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reused_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.assessment",
                    ),
                ),
                (
                    "social_written_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssessmentSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30)),
                ("signed_at", models.DateTimeField()),
                ("content_hash", models.CharField(max_length=64)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("void_reason", models.CharField(blank=True, max_length=300)),
                (
                    "part",
                    models.CharField(
                        choices=[("social", "Social part"), ("health", "Health part")], max_length=8
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="applications.assessment",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.assessmentsignature",
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
                "ordering": ["signed_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at__isnull", True)),
                        fields=("assessment", "part"),
                        name="one_valid_signature_per_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("voided_at__isnull", True), ("voided_by__isnull", True)),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signature_void_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scales",
                    models.JSONField(
                        default=applications.models.assessment_terms.usual_scales, verbose_name="Scales"
                    ),
                ),
                (
                    "valid_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Months an assessment is valid"
                    ),
                ),
                (
                    "sign_again",
                    models.BooleanField(
                        default=False, verbose_name="An assessment used again is signed again"
                    ),
                ),
                (
                    "reminder_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="Days before the ASST is reminded"
                    ),
                ),
                (
                    "escalation_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="Days before the managers step in"
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "programme",
                    models.CharField(
                        help_text="name of the measure in this call, for letters and screens", max_length=80
                    ),
                ),
                (
                    "number_prefix",
                    models.CharField(
                        help_text="first part of protocol numbers, e.g. B2-2026", max_length=20, unique=True
                    ),
                ),
                (
                    "last_number",
                    models.PositiveIntegerField(
                        default=0, help_text="last protocol number given; raised under a row lock"
                    ),
                ),
                ("act", models.CharField(max_length=200)),
                ("act_date", models.DateField()),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("benefit_from", models.DateField()),
                ("benefit_to", models.DateField(help_text="last day, included")),
                (
                    "review_office",
                    models.CharField(
                        blank=True, help_text="where a review (riesame) is asked for", max_length=200
                    ),
                ),
                (
                    "procedure_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="Days to conclude the procedure",
                    ),
                ),
                (
                    "documents_days",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="Days given to the family for missing documents",
                    ),
                ),
                (
                    "reminder_days",
                    models.PositiveSmallIntegerField(
                        default=7,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="Days after which the family is reminded",
                    ),
                ),
                (
                    "late_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Empty: the call takes only complete applications.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="Days to bring ISEE and certificates after the application",
                    ),
                ),
                (
                    "refusal_notice",
                    models.BooleanField(
                        default=True,
                        help_text="The family hears the reasons first and has ten days to answer. The article does not apply to competitive procedures: decide it for this call.",
                        verbose_name="Notice before a refusal (art. 10-bis)",
                    ),
                ),
                ("edit_version", models.PositiveIntegerField(default=1)),
                ("prepared_at", models.DateTimeField(blank=True, null=True)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "clone_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clones",
                        to="applications.call",
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="accounts.office",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
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
                "ordering": ["-opens_at"],
            },
        ),
        migrations.CreateModel(
            name="AssessmentTermsHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "scales",
                    models.JSONField(
                        default=applications.models.assessment_terms.usual_scales, verbose_name="Scales"
                    ),
                ),
                (
                    "valid_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Months an assessment is valid"
                    ),
                ),
                (
                    "sign_again",
                    models.BooleanField(
                        default=False, verbose_name="An assessment used again is signed again"
                    ),
                ),
                (
                    "reminder_days",
                    models.PositiveSmallIntegerField(
                        default=5, verbose_name="Days before the ASST is reminded"
                    ),
                ),
                (
                    "escalation_days",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="Days before the managers step in"
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.assessmentterms",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.call",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="assessmentterms",
            name="call",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="assessment_terms",
                to="applications.call",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="applications.call",
            ),
        ),
        migrations.CreateModel(
            name="Caregiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_name", models.CharField(max_length=80, verbose_name="Last name")),
                ("first_name", models.CharField(max_length=80, verbose_name="First name")),
                ("tax_code", models.CharField(blank=True, max_length=16, verbose_name="Codice fiscale")),
                ("relation", models.CharField(max_length=60, verbose_name="Relation")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="Phone")),
                ("cohabiting", models.BooleanField(blank=True, null=True, verbose_name="Lives together")),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Hours a week"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="caregivers",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="caregiver_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("application",),
                        name="one_current_caregiver",
                        violation_error_message="There is already a family caregiver: end that one first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekly_hours__isnull", True),
                            models.Q(("weekly_hours__gte", 0), ("weekly_hours__lte", 168)),
                            _connector="OR",
                        ),
                        name="caregiver_hours_in_week",
                        violation_error_message="A week has 168 hours: check the number.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_caregiverhistory" ("application_id", "cohabiting", "ends_on", "first_name", "id", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "starts_on", "tax_code", "weekly_hours") SELECT new_values."application_id", new_values."cohabiting", new_values."ends_on", new_values."first_name", new_values."id", new_values."last_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."relation", new_values."starts_on", new_values."tax_code", new_values."weekly_hours" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="50fd12f2afd5e94a2f843406ed87373d889872a5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_97946",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_caregiver",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_caregiverhistory" ("application_id", "cohabiting", "ends_on", "first_name", "id", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "starts_on", "tax_code", "weekly_hours") SELECT new_values."application_id", new_values."cohabiting", new_values."ends_on", new_values."first_name", new_values."id", new_values."last_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."relation", new_values."starts_on", new_values."tax_code", new_values."weekly_hours" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="44dac28f4880c233206fab443512c0f033974fb5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_aa18b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_caregiver",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_caregiverhistory" ("application_id", "cohabiting", "ends_on", "first_name", "id", "last_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "starts_on", "tax_code", "weekly_hours") SELECT old_values."application_id", old_values."cohabiting", old_values."ends_on", old_values."first_name", old_values."id", old_values."last_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."relation", old_values."starts_on", old_values."tax_code", old_values."weekly_hours" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="771c6801b88fa439259ff7a5d29d3fb474360537",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3201b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_caregiver",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaregiverHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("last_name", models.CharField(max_length=80, verbose_name="Last name")),
                ("first_name", models.CharField(max_length=80, verbose_name="First name")),
                ("tax_code", models.CharField(blank=True, max_length=16, verbose_name="Codice fiscale")),
                ("relation", models.CharField(max_length=60, verbose_name="Relation")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="Phone")),
                ("cohabiting", models.BooleanField(blank=True, null=True, verbose_name="Lives together")),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Hours a week"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.caregiver",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CarerContract",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("carer_name", models.CharField(max_length=120, verbose_name="Name of the carer")),
                ("tax_code", models.CharField(blank=True, max_length=16, verbose_name="Codice fiscale")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("domestic", "Domestic work contract"),
                            ("cooperative", "Through a cooperative"),
                            ("self_employed", "Self-employed"),
                        ],
                        default="domestic",
                        max_length=20,
                        verbose_name="Kind of contract",
                    ),
                ),
                ("regular", models.BooleanField(blank=True, null=True, verbose_name="Registered with INPS")),
                (
                    "inps_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="INPS reference"),
                ),
                (
                    "personal_assistant",
                    models.BooleanField(
                        default=False, verbose_name="Personal assistant of an independent living project"
                    ),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Hours a week"
                    ),
                ),
                (
                    "monthly_cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Monthly cost"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="carer_contracts",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="carer_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekly_hours__isnull", True),
                            models.Q(("weekly_hours__gte", 0), ("weekly_hours__lte", 168)),
                            _connector="OR",
                        ),
                        name="carer_hours_in_week",
                        violation_error_message="A week has 168 hours: check the number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("monthly_cost__isnull", True), ("monthly_cost__gte", 0), _connector="OR"
                        ),
                        name="carer_cost_not_negative",
                        violation_error_message="The amount cannot be negative.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_carercontracthistory" ("application_id", "carer_name", "ends_on", "id", "inps_reference", "kind", "monthly_cost", "personal_assistant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regular", "starts_on", "tax_code", "weekly_hours") SELECT new_values."application_id", new_values."carer_name", new_values."ends_on", new_values."id", new_values."inps_reference", new_values."kind", new_values."monthly_cost", new_values."personal_assistant", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."regular", new_values."starts_on", new_values."tax_code", new_values."weekly_hours" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c4d619a2b9b4da17e5b0bf7fcfb23a7fafe290d1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a492b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_carercontract",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_carercontracthistory" ("application_id", "carer_name", "ends_on", "id", "inps_reference", "kind", "monthly_cost", "personal_assistant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regular", "starts_on", "tax_code", "weekly_hours") SELECT new_values."application_id", new_values."carer_name", new_values."ends_on", new_values."id", new_values."inps_reference", new_values."kind", new_values."monthly_cost", new_values."personal_assistant", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."regular", new_values."starts_on", new_values."tax_code", new_values."weekly_hours" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0b553253eeb5fb62a964c11f03df1f25e69d0648",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_28c64",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_carercontract",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_carercontracthistory" ("application_id", "carer_name", "ends_on", "id", "inps_reference", "kind", "monthly_cost", "personal_assistant", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regular", "starts_on", "tax_code", "weekly_hours") SELECT old_values."application_id", old_values."carer_name", old_values."ends_on", old_values."id", old_values."inps_reference", old_values."kind", old_values."monthly_cost", old_values."personal_assistant", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."regular", old_values."starts_on", old_values."tax_code", old_values."weekly_hours" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="de247984f3688e3f574eed8c71a83faf5604ab02",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_68ad6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_carercontract",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarerContractHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("carer_name", models.CharField(max_length=120, verbose_name="Name of the carer")),
                ("tax_code", models.CharField(blank=True, max_length=16, verbose_name="Codice fiscale")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("domestic", "Domestic work contract"),
                            ("cooperative", "Through a cooperative"),
                            ("self_employed", "Self-employed"),
                        ],
                        default="domestic",
                        max_length=20,
                        verbose_name="Kind of contract",
                    ),
                ),
                ("regular", models.BooleanField(blank=True, null=True, verbose_name="Registered with INPS")),
                (
                    "inps_reference",
                    models.CharField(blank=True, max_length=60, verbose_name="INPS reference"),
                ),
                (
                    "personal_assistant",
                    models.BooleanField(
                        default=False, verbose_name="Personal assistant of an independent living project"
                    ),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Hours a week"
                    ),
                ),
                (
                    "monthly_cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Monthly cost"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.carercontract",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("pages", models.PositiveIntegerField(blank=True, null=True)),
                ("is_health", models.BooleanField(default=False)),
                ("has_money", models.BooleanField(default=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_files",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pages__isnull", True), ("stored__isnull", True)),
                            models.Q(("pages__gt", 0), ("stored__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_file_has_pages",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockStop",
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
                            ("documents", "documents asked of the family"),
                            ("notice", "notice under art. 10-bis L. 241/1990"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clock_stops",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clock_stop_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("application", "reason"),
                        name="one_open_clock_stop_per_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_clockstophistory" ("application_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") SELECT new_values."application_id", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a83d7836e150d6f5df5f904924bb386c75e1da98",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0d5ea",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_clockstop",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_clockstophistory" ("application_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") SELECT new_values."application_id", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a132a7d8e7281e27a886426b3b2ade379ea92ae5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74fe1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_clockstop",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_clockstophistory" ("application_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") SELECT old_values."application_id", old_values."ends_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="869805266946657245e5b5bb49bb3928cfcdc645",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_50d8e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_clockstop",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockStopHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("documents", "documents asked of the family"),
                            ("notice", "notice under art. 10-bis L. 241/1990"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.clockstop",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "citizenship",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("italian", "Italian"),
                            ("eu", "Of another State of the European Union"),
                            ("extra_eu", "Of a State outside the European Union"),
                        ],
                        max_length=10,
                        verbose_name="Citizenship",
                    ),
                ),
                (
                    "permit_issued_on",
                    models.DateField(blank=True, null=True, verbose_name="Permit issued on"),
                ),
                (
                    "permit_valid_to",
                    models.DateField(blank=True, null=True, verbose_name="Permit valid until"),
                ),
                ("resident_since", models.DateField(blank=True, null=True, verbose_name="Resident since")),
                (
                    "lives_with_relatives",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="Does the person live with relatives?"
                    ),
                ),
                (
                    "filed_with",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("caregiver", "The caregiver's"),
                            ("beneficiary", "The person's"),
                            ("other", "Somebody else's, or on paper at the counter"),
                        ],
                        max_length=12,
                        verbose_name="Whose digital identity was the application filed with?",
                    ),
                ),
                (
                    "other_caregivers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Nobody else"),
                            ("parent", "The other parent"),
                            ("other", "Somebody else"),
                        ],
                        max_length=8,
                        verbose_name="Is another caregiver recognised for the same person?",
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=40, verbose_name="Line of the call")),
                (
                    "previous_benefit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No: first application"),
                            ("direct", "Yes: direct services"),
                            ("indirect", "Yes: money (indirect services)"),
                        ],
                        max_length=10,
                        verbose_name="Did the person have the benefit of the call before this one?",
                    ),
                ),
                (
                    "service_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Hours a week at day services",
                    ),
                ),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="School")),
                (
                    "school_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Hours a week at school",
                    ),
                ),
                (
                    "direct_services_title",
                    models.CharField(blank=True, max_length=160, verbose_name="Programme of direct services"),
                ),
                (
                    "direct_services_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="Yearly cost of the programme",
                    ),
                ),
                (
                    "respite_title",
                    models.CharField(blank=True, max_length=160, verbose_name="Arranged respite stay"),
                ),
                (
                    "respite_cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Cost of the stay"
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="declaration",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("permit_issued_on__isnull", True),
                            ("permit_valid_to__isnull", True),
                            ("permit_valid_to__gte", models.F("permit_issued_on")),
                            _connector="OR",
                        ),
                        name="declaration_permit_in_order",
                        violation_error_message="The permit ends before it was issued: check the two dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("service_hours__isnull", True),
                                models.Q(("service_hours__gte", 0), ("service_hours__lte", 168)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("school_hours__isnull", True),
                                models.Q(("school_hours__gte", 0), ("school_hours__lte", 168)),
                                _connector="OR",
                            ),
                        ),
                        name="declaration_hours_in_week",
                        violation_error_message="A week has 168 hours: check the number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("direct_services_cost__isnull", True),
                                ("direct_services_cost__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("respite_cost__isnull", True), ("respite_cost__gte", 0), _connector="OR"
                            ),
                        ),
                        name="declaration_costs_not_negative",
                        violation_error_message="The amount cannot be negative.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_declarationhistory" ("application_id", "citizenship", "direct_services_cost", "direct_services_title", "filed_with", "id", "line", "lives_with_relatives", "other_caregivers", "permit_issued_on", "permit_valid_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_benefit", "resident_since", "respite_cost", "respite_title", "school", "school_hours", "service_hours") SELECT new_values."application_id", new_values."citizenship", new_values."direct_services_cost", new_values."direct_services_title", new_values."filed_with", new_values."id", new_values."line", new_values."lives_with_relatives", new_values."other_caregivers", new_values."permit_issued_on", new_values."permit_valid_to", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."previous_benefit", new_values."resident_since", new_values."respite_cost", new_values."respite_title", new_values."school", new_values."school_hours", new_values."service_hours" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="fe2f3449f441a2a9e61cc464cf80f35c0b5b629b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a1e0e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_declaration",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_declarationhistory" ("application_id", "citizenship", "direct_services_cost", "direct_services_title", "filed_with", "id", "line", "lives_with_relatives", "other_caregivers", "permit_issued_on", "permit_valid_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_benefit", "resident_since", "respite_cost", "respite_title", "school", "school_hours", "service_hours") SELECT new_values."application_id", new_values."citizenship", new_values."direct_services_cost", new_values."direct_services_title", new_values."filed_with", new_values."id", new_values."line", new_values."lives_with_relatives", new_values."other_caregivers", new_values."permit_issued_on", new_values."permit_valid_to", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."previous_benefit", new_values."resident_since", new_values."respite_cost", new_values."respite_title", new_values."school", new_values."school_hours", new_values."service_hours" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3f96b2bed3524ed891f6dfa456cb02af88f74857",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6df02",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_declaration",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_declarationhistory" ("application_id", "citizenship", "direct_services_cost", "direct_services_title", "filed_with", "id", "line", "lives_with_relatives", "other_caregivers", "permit_issued_on", "permit_valid_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_benefit", "resident_since", "respite_cost", "respite_title", "school", "school_hours", "service_hours") SELECT old_values."application_id", old_values."citizenship", old_values."direct_services_cost", old_values."direct_services_title", old_values."filed_with", old_values."id", old_values."line", old_values."lives_with_relatives", old_values."other_caregivers", old_values."permit_issued_on", old_values."permit_valid_to", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."previous_benefit", old_values."resident_since", old_values."respite_cost", old_values."respite_title", old_values."school", old_values."school_hours", old_values."service_hours" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="337e42d6f8aedf05cb5ba75f52ce759ca54dcb95",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_351f0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_declaration",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeclarationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "citizenship",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("italian", "Italian"),
                            ("eu", "Of another State of the European Union"),
                            ("extra_eu", "Of a State outside the European Union"),
                        ],
                        max_length=10,
                        verbose_name="Citizenship",
                    ),
                ),
                (
                    "permit_issued_on",
                    models.DateField(blank=True, null=True, verbose_name="Permit issued on"),
                ),
                (
                    "permit_valid_to",
                    models.DateField(blank=True, null=True, verbose_name="Permit valid until"),
                ),
                ("resident_since", models.DateField(blank=True, null=True, verbose_name="Resident since")),
                (
                    "lives_with_relatives",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="Does the person live with relatives?"
                    ),
                ),
                (
                    "filed_with",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("caregiver", "The caregiver's"),
                            ("beneficiary", "The person's"),
                            ("other", "Somebody else's, or on paper at the counter"),
                        ],
                        max_length=12,
                        verbose_name="Whose digital identity was the application filed with?",
                    ),
                ),
                (
                    "other_caregivers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "Nobody else"),
                            ("parent", "The other parent"),
                            ("other", "Somebody else"),
                        ],
                        max_length=8,
                        verbose_name="Is another caregiver recognised for the same person?",
                    ),
                ),
                ("line", models.CharField(blank=True, max_length=40, verbose_name="Line of the call")),
                (
                    "previous_benefit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No: first application"),
                            ("direct", "Yes: direct services"),
                            ("indirect", "Yes: money (indirect services)"),
                        ],
                        max_length=10,
                        verbose_name="Did the person have the benefit of the call before this one?",
                    ),
                ),
                (
                    "service_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Hours a week at day services",
                    ),
                ),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="School")),
                (
                    "school_hours",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="Hours a week at school",
                    ),
                ),
                (
                    "direct_services_title",
                    models.CharField(blank=True, max_length=160, verbose_name="Programme of direct services"),
                ),
                (
                    "direct_services_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="Yearly cost of the programme",
                    ),
                ),
                (
                    "respite_title",
                    models.CharField(blank=True, max_length=160, verbose_name="Arranged respite stay"),
                ),
                (
                    "respite_cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Cost of the stay"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.declaration",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("sent", models.BooleanField(default=False)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-day"],
                "constraints": [models.UniqueConstraint(fields=("user", "day"), name="digest_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                            ("isee", "ISEE attestation"),
                            ("law_104", "Law 104 report"),
                            ("allowance", "Care allowance decree"),
                            ("identity", "Identity document"),
                            ("contract", "Carer's contract"),
                            ("mandate", "Mandate to collect"),
                            ("uvm", "Minutes of the assessment unit (UVM/EVM)"),
                            ("other", "Other"),
                            ("decision", "Decision notice"),
                            ("letter", "Letter"),
                            ("request", "Request for documents"),
                            ("plan", "Individual Plan"),
                        ],
                        max_length=12,
                        verbose_name="Kind",
                    ),
                ),
                ("label", models.CharField(max_length=160, verbose_name="Name")),
                ("is_health", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="applications.application",
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
                "ordering": ["-added_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the family"),
                            ("document", "Document checked"),
                            ("registry", "Read from INPS"),
                        ],
                        default="declared",
                        max_length=12,
                        verbose_name="Verification",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        help_text="For example the number of the report.",
                        max_length=200,
                        verbose_name="How it was checked",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law_104_c3", "Law 104/1992, art. 3 c. 3"),
                            ("care_allowance", "Care allowance, L. 18/1980"),
                            ("attendance_allowance", "Attendance allowance"),
                            ("civil_invalidity", "Civil invalidity"),
                        ],
                        max_length=30,
                        verbose_name="Kind",
                    ),
                ),
                ("pending", models.BooleanField(default=False, verbose_name="Still waiting for recognition")),
                ("receipt", models.CharField(blank=True, max_length=60, verbose_name="INPS receipt")),
                ("receipt_on", models.DateField(blank=True, null=True, verbose_name="Day of the receipt")),
                (
                    "percentage",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Percentage"),
                ),
                ("recognised_on", models.DateField(blank=True, null=True, verbose_name="Recognised on")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Review due on")),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.document",
                        verbose_name="Document attached",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "-recognised_on"],
            },
        ),
        migrations.CreateModel(
            name="DocumentRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("letter", "By letter"),
                            ("email", "By e-mail"),
                            ("pec", "By certified e-mail (PEC)"),
                            ("desk", "By hand, at the desk"),
                            ("phone", "By phone, and by letter"),
                        ],
                        default="letter",
                        max_length=10,
                        verbose_name="How is it sent?",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="By")),
                ("remind_on", models.DateField(blank=True, null=True, verbose_name="Reminder on")),
                ("asked_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all", "Everything arrived"),
                            ("some", "Only a part arrived"),
                            ("none", "Nothing arrived"),
                        ],
                        max_length=6,
                        verbose_name="Outcome",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="document_requests",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reminded_by",
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
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("application",),
                        name="one_open_request_per_case",
                        violation_error_message="There is already an open request for documents.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True), ("closed_by__isnull", True), ("outcome", "")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="request_closed_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reminded_at__isnull", True), ("reminded_by__isnull", True)),
                            models.Q(("reminded_at__isnull", False), ("reminded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="request_reminded_paired",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=30)),
                ("at", models.DateTimeField()),
                ("role", models.CharField(blank=True, max_length=30)),
                ("from_status", models.CharField(blank=True, max_length=20)),
                ("to_status", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("data", models.JSONField(blank=True, default=dict)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="applications.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["application", "-at"], name="event_case_at")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="34b9cca460b0d7f35d7a66a659695f036260629d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_22af7",
                            table="applications_event",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="41d4319a461bd9a7c03a819a8916e4740bea3756",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_35fbc",
                            table="applications_event",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                (
                    "monthly_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Euro a month"
                    ),
                ),
                (
                    "days_per_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Days a year"),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Hours a week"
                    ),
                ),
                ("renounces", models.BooleanField(default=False, verbose_name="The person will renounce it")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "code"), name="held_measure_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("monthly_amount__isnull", True), ("monthly_amount__gte", 0), _connector="OR"
                        ),
                        name="held_measure_not_negative",
                        violation_error_message="The amount cannot be negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekly_hours__isnull", True),
                            models.Q(("weekly_hours__gte", 0), ("weekly_hours__lte", 168)),
                            _connector="OR",
                        ),
                        name="held_measure_hours_in_week",
                        violation_error_message="A week has 168 hours: check the number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days_per_year__isnull", True),
                            models.Q(("days_per_year__gte", 0), ("days_per_year__lte", 366)),
                            _connector="OR",
                        ),
                        name="held_measure_days_in_year",
                        violation_error_message="A year has at most 366 days: check the number.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_heldmeasurehistory" ("application_id", "code", "days_per_year", "id", "monthly_amount", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renounces", "weekly_hours") SELECT new_values."application_id", new_values."code", new_values."days_per_year", new_values."id", new_values."monthly_amount", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."renounces", new_values."weekly_hours" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="64028a8eb67e1a44e1437159d416ae28736bce2d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_607e5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_heldmeasure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_heldmeasurehistory" ("application_id", "code", "days_per_year", "id", "monthly_amount", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renounces", "weekly_hours") SELECT new_values."application_id", new_values."code", new_values."days_per_year", new_values."id", new_values."monthly_amount", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."renounces", new_values."weekly_hours" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5b8000403562a3de897e939d7cc8937b8cc2ff56",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_04285",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_heldmeasure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_heldmeasurehistory" ("application_id", "code", "days_per_year", "id", "monthly_amount", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renounces", "weekly_hours") SELECT old_values."application_id", old_values."code", old_values."days_per_year", old_values."id", old_values."monthly_amount", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."renounces", old_values."weekly_hours" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f89d2e910bbf440e31bb9dc47ee52643ae3031d9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_543f3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_heldmeasure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldMeasureHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=40)),
                (
                    "monthly_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Euro a month"
                    ),
                ),
                (
                    "days_per_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Days a year"),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="Hours a week"
                    ),
                ),
                ("renounces", models.BooleanField(default=False, verbose_name="The person will renounce it")),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.heldmeasure",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=120)),
                ("headers", models.JSONField()),
                ("rows", models.JSONField()),
                ("mapping", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "To be mapped"),
                            ("checking", "Being tried"),
                            ("refused", "With errors"),
                            ("checked", "Ready to import"),
                            ("applying", "Being imported"),
                            ("applied", "Imported"),
                        ],
                        default="mapping",
                        max_length=10,
                    ),
                ),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("report", models.JSONField(default=dict)),
                ("uploaded_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.call"
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imported_from",
                        to="applications.application",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imported",
                        to="applications.importbatch",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.call"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("call", "key"), name="imported_row_once_in_a_call")
                ],
            },
        ),
        migrations.CreateModel(
            name="IndividualPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "To approve"),
                            ("returned", "To correct"),
                            ("approved", "Approved"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("edit_version", models.PositiveIntegerField(default=0)),
                (
                    "wishes",
                    models.TextField(blank=True, verbose_name="What matters, in the person's own words"),
                ),
                (
                    "emergency_plan",
                    models.TextField(blank=True, verbose_name="If the caregiver cannot be there"),
                ),
                ("profile", models.CharField(blank=True, max_length=40)),
                (
                    "caregiver_takes_part",
                    models.BooleanField(default=False, verbose_name="The caregiver takes part in the plan"),
                ),
                (
                    "caregiver_consent_on",
                    models.DateField(blank=True, null=True, verbose_name="The person agreed on"),
                ),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="First review on")),
                ("written_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plans",
                        to="applications.application",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "version"), name="plan_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "approved")),
                        fields=("application",),
                        name="one_approved_plan",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "returned"])),
                        fields=("application",),
                        name="one_plan_in_progress",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(
                                models.Q(("approved_by", models.F("written_by")), _negated=True),
                                models.Q(("approved_by", models.F("submitted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_approved_by_another",
                        violation_error_message="You prepared it: someone else approves it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_approved_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="plan_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("caregiver_takes_part", False),
                            ("caregiver_consent_on__isnull", False),
                            _connector="OR",
                        ),
                        name="plan_caregiver_with_consent",
                        violation_error_message="Write the day the person agreed that the caregiver takes part.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_individualplanhistory" ("application_id", "approved_at", "approved_by_id", "caregiver_consent_on", "caregiver_takes_part", "content_hash", "edit_version", "emergency_plan", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "return_reason", "returned_at", "returned_by_id", "review_on", "starts_on", "state", "submitted_at", "submitted_by_id", "version", "wishes", "written_at", "written_by_id") SELECT new_values."application_id", new_values."approved_at", new_values."approved_by_id", new_values."caregiver_consent_on", new_values."caregiver_takes_part", new_values."content_hash", new_values."edit_version", new_values."emergency_plan", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."profile", new_values."return_reason", new_values."returned_at", new_values."returned_by_id", new_values."review_on", new_values."starts_on", new_values."state", new_values."submitted_at", new_values."submitted_by_id", new_values."version", new_values."wishes", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ffc8e3145f8fd12816d53ad30d491d02c91ef49f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cfa75",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_individualplan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_individualplanhistory" ("application_id", "approved_at", "approved_by_id", "caregiver_consent_on", "caregiver_takes_part", "content_hash", "edit_version", "emergency_plan", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "return_reason", "returned_at", "returned_by_id", "review_on", "starts_on", "state", "submitted_at", "submitted_by_id", "version", "wishes", "written_at", "written_by_id") SELECT new_values."application_id", new_values."approved_at", new_values."approved_by_id", new_values."caregiver_consent_on", new_values."caregiver_takes_part", new_values."content_hash", new_values."edit_version", new_values."emergency_plan", new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."profile", new_values."return_reason", new_values."returned_at", new_values."returned_by_id", new_values."review_on", new_values."starts_on", new_values."state", new_values."submitted_at", new_values."submitted_by_id", new_values."version", new_values."wishes", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="27267360ea4fba84e00a7a8ac534f9e3727c0252",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eeb28",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_individualplan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_individualplanhistory" ("application_id", "approved_at", "approved_by_id", "caregiver_consent_on", "caregiver_takes_part", "content_hash", "edit_version", "emergency_plan", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "profile", "return_reason", "returned_at", "returned_by_id", "review_on", "starts_on", "state", "submitted_at", "submitted_by_id", "version", "wishes", "written_at", "written_by_id") SELECT old_values."application_id", old_values."approved_at", old_values."approved_by_id", old_values."caregiver_consent_on", old_values."caregiver_takes_part", old_values."content_hash", old_values."edit_version", old_values."emergency_plan", old_values."ends_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."profile", old_values."return_reason", old_values."returned_at", old_values."returned_by_id", old_values."review_on", old_values."starts_on", old_values."state", old_values."submitted_at", old_values."submitted_by_id", old_values."version", old_values."wishes", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2b70c91131c69d6d2016a5e60af2884e14cfb0b4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_14e97",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_individualplan",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Determination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(help_text="the day the rules were applied to")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("entitled", "Entitled"), ("not_entitled", "Not entitled")], max_length=14
                    ),
                ),
                (
                    "monthly_total",
                    models.DecimalField(
                        decimal_places=2, help_text="euro a month; 0 when not entitled", max_digits=9
                    ),
                ),
                ("facts", models.TextField()),
                ("findings", models.TextField()),
                (
                    "code",
                    models.CharField(
                        help_text="short name, from the hash of facts, rules and findings",
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="determinations",
                        to="applications.application",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="determinations",
                        to="applications.individualplan",
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="IndividualPlanHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "To approve"),
                            ("returned", "To correct"),
                            ("approved", "Approved"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("edit_version", models.PositiveIntegerField(default=0)),
                (
                    "wishes",
                    models.TextField(blank=True, verbose_name="What matters, in the person's own words"),
                ),
                (
                    "emergency_plan",
                    models.TextField(blank=True, verbose_name="If the caregiver cannot be there"),
                ),
                ("profile", models.CharField(blank=True, max_length=40)),
                (
                    "caregiver_takes_part",
                    models.BooleanField(default=False, verbose_name="The caregiver takes part in the plan"),
                ),
                (
                    "caregiver_consent_on",
                    models.DateField(blank=True, null=True, verbose_name="The person agreed on"),
                ),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="First review on")),
                ("written_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.individualplan",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InpsReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the family"),
                            ("document", "Document checked"),
                            ("registry", "Read from INPS"),
                        ],
                        default="declared",
                        max_length=12,
                        verbose_name="Verification",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        help_text="For example the number of the report.",
                        max_length=200,
                        verbose_name="How it was checked",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hiring", "Report of hiring (denuncia)"),
                            ("contributions", "Contributions paid"),
                        ],
                        max_length=14,
                        verbose_name="Kind",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="INPS reference")),
                ("starts_on", models.DateField(verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="Contributions paid",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inps_reports",
                        to="applications.carercontract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.document",
                        verbose_name="Document attached",
                    ),
                ),
                (
                    "verified_by",
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
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="inps_report_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="inps_report_not_negative",
                        violation_error_message="The amount cannot be negative.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        expressions=[
                            ("contract", "="),
                            ("kind", "="),
                            (
                                applications.models.evidence.DateRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_lower=True, inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="inps_report_no_overlap",
                        violation_error_message="Another period of the same kind holds on some of these days: close it or remove it first.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_inpsreporthistory" ("amount", "contract_id", "document_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "starts_on", "verification", "verification_note", "verified_at", "verified_by_id") SELECT new_values."amount", new_values."contract_id", new_values."document_id", new_values."ends_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."starts_on", new_values."verification", new_values."verification_note", new_values."verified_at", new_values."verified_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a8e98e56f07512d455e54f0db66af271e904b1f9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8617a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_inpsreport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_inpsreporthistory" ("amount", "contract_id", "document_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "starts_on", "verification", "verification_note", "verified_at", "verified_by_id") SELECT new_values."amount", new_values."contract_id", new_values."document_id", new_values."ends_on", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."starts_on", new_values."verification", new_values."verification_note", new_values."verified_at", new_values."verified_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="df7f4adeb3e1294ea57418688a982b89e1f3aad3",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9e0e0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_inpsreport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_inpsreporthistory" ("amount", "contract_id", "document_id", "ends_on", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "starts_on", "verification", "verification_note", "verified_at", "verified_by_id") SELECT old_values."amount", old_values."contract_id", old_values."document_id", old_values."ends_on", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."starts_on", old_values."verification", old_values."verification_note", old_values."verified_at", old_values."verified_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b5f519a90de250329bc574153d667308a0a092a3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9371a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_inpsreport",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InpsReportHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the family"),
                            ("document", "Document checked"),
                            ("registry", "Read from INPS"),
                        ],
                        default="declared",
                        max_length=12,
                        verbose_name="Verification",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        help_text="For example the number of the report.",
                        max_length=200,
                        verbose_name="How it was checked",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hiring", "Report of hiring (denuncia)"),
                            ("contributions", "Contributions paid"),
                        ],
                        max_length=14,
                        verbose_name="Kind",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="INPS reference")),
                ("starts_on", models.DateField(verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="Contributions paid",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.carercontract",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.document",
                        verbose_name="Document attached",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.inpsreport",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
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
                            ("handover", "Hand the case over"),
                            ("same_code", "Another person with the same codice fiscale"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="applications.application",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_office",
                    models.ForeignKey(
                        help_text="the office that asks",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("application", "asked_office", "kind"),
                        name="one_open_inquiry_per_office",
                        violation_error_message="Your office has asked already, and waits for the answer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inquiry_answered_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Isee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the family"),
                            ("document", "Document checked"),
                            ("registry", "Read from INPS"),
                        ],
                        default="declared",
                        max_length=12,
                        verbose_name="Verification",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        help_text="For example the number of the report.",
                        max_length=200,
                        verbose_name="How it was checked",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinario", "Ordinary ISEE"),
                            ("sociosanitario", "Social-health ISEE"),
                            ("sociosanitario_ristretto", "Social-health ISEE, restricted household"),
                            ("minorenni", "ISEE for minors"),
                            ("corrente", "Current ISEE"),
                        ],
                        max_length=30,
                        verbose_name="Kind of ISEE",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=11, verbose_name="ISEE value")),
                (
                    "dsu_protocol",
                    models.CharField(blank=True, max_length=30, verbose_name="DSU protocol number"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                ("issued_on", models.DateField(verbose_name="Issued on")),
                ("valid_to", models.DateField(verbose_name="Valid until")),
                (
                    "has_omissions",
                    models.BooleanField(default=False, verbose_name="With omissions or discrepancies"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.document",
                        verbose_name="Document attached",
                    ),
                ),
                (
                    "verified_by",
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
                "ordering": ["-issued_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LetterText",
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
                            ("acceptance", "Acceptance"),
                            ("waiting_list", "Waiting list"),
                            ("documents", "Missing documents"),
                            ("refusal_notice", "Notice of refusal (art. 10-bis)"),
                            ("refusal", "Refusal"),
                            ("amount_change", "Change of amount"),
                            ("suspension", "Suspension"),
                            ("resumption", "Resumption"),
                            ("end", "End of the voucher"),
                            ("death", "After a death"),
                            ("reopening", "Case reopened"),
                            ("appeal_outcome", "Outcome of a review or an appeal"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("sections", models.JSONField()),
                ("edit_version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "plan_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_texts",
                        to="accounts.office",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan_office", "kind", "version"), name="letter_text_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", True)),
                        fields=("plan_office", "kind"),
                        name="letter_text_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="letter_text_after_the_shipped_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                            models.Q(
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                                models.Q(("published_by", models.F("written_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_text_published_by_another",
                        violation_error_message="You prepared it: someone else publishes it.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="published_text_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."published_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="87ccdaef8e1ced56a0ba9a74f50321bec240a895",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_published_text_stands_14423",
                            table="applications_lettertext",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="ebc01f359da3f6b50cd0f97c64cd390d265cbb13",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_64738",
                            table="applications_lettertext",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedLetter",
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
                        blank=True,
                        choices=[
                            ("acceptance", "Acceptance"),
                            ("waiting_list", "Waiting list"),
                            ("documents", "Missing documents"),
                            ("refusal_notice", "Notice of refusal (art. 10-bis)"),
                            ("refusal", "Refusal"),
                            ("amount_change", "Change of amount"),
                            ("suspension", "Suspension"),
                            ("resumption", "Resumption"),
                            ("end", "End of the voucher"),
                            ("death", "After a death"),
                            ("reopening", "Case reopened"),
                            ("appeal_outcome", "Outcome of a review or an appeal"),
                        ],
                        max_length=20,
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=12)),
                ("large_print", models.BooleanField(default=False)),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "By registered post"),
                            ("pec", "By certified e-mail (PEC)"),
                            ("hand", "By hand"),
                        ],
                        max_length=8,
                        verbose_name="How was it sent?",
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="Sent on")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="Received on")),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="applications.application",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter",
                        to="applications.document",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="applications.lettertext",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("how", ""),
                                ("received_on__isnull", True),
                                ("recorded_at__isnull", True),
                                ("sent_on__isnull", True),
                            ),
                            models.Q(
                                ("recorded_at__isnull", False),
                                ("recorded_by__isnull", False),
                                ("sent_on__isnull", False),
                                models.Q(("how", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_sent_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_on__isnull", True),
                            ("received_on__gte", models.F("sent_on")),
                            _connector="OR",
                        ),
                        name="letter_received_after_sent",
                        violation_error_message="It cannot be received before it was sent: check the two dates.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="letter_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."text_id" IS DISTINCT FROM (NEW."text_id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."large_print" IS DISTINCT FROM (NEW."large_print"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="fbcc75eedfa52f163f5008784789d461a804a54f",
                            operation="UPDATE",
                            pgid="pgtrigger_letter_stands_24b9b",
                            table="applications_issuedletter",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="letter_never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="fb3fcdc358855b410b98563cd71a256a0b823864",
                            operation="DELETE",
                            pgid="pgtrigger_letter_never_deleted_80f42",
                            table="applications_issuedletter",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="993408a1ee83a816ebbc244b70ee89a79e4061df",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_9eb2b",
                            table="applications_issuedletter",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LifeEvent",
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
                            ("death", "Death"),
                            ("caregiver", "Change of caregiver"),
                            ("carer", "Change of the carer's contract"),
                            ("appeal", "Request for review"),
                        ],
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("source", models.CharField(blank=True, max_length=160)),
                ("told_by", models.CharField(blank=True, max_length=160)),
                ("note", models.TextField(blank=True)),
                ("before", models.CharField(blank=True, max_length=300)),
                ("after", models.CharField(blank=True, max_length=300)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted: the case is assessed again"),
                            ("confirmed", "Refused: the decision stands"),
                            ("changed", "The amount changes"),
                            ("unchanged", "The amount stays"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_note", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("undone_reason", models.TextField(blank=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="life_events",
                        to="applications.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
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
                "ordering": ["-recorded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="life_event_decision_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("undone_at__isnull", True),
                                ("undone_by__isnull", True),
                                ("undone_reason", ""),
                            ),
                            models.Q(
                                ("undone_at__isnull", False),
                                ("undone_by__isnull", False),
                                models.Q(("undone_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="life_event_undone_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="life_event_decided_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_by__isnull", True),
                            models.Q(("undone_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="life_event_undone_by_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "death"), ("undone_at__isnull", True)),
                        fields=("application", "kind"),
                        name="one_death_of_a_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True), ("kind", "appeal")),
                        fields=("application", "kind"),
                        name="one_open_appeal_of_a_case",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="life_event_is_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="289c2dabd3f2fbd8b7e5a400c5aabe27f6bedbdf",
                            operation="DELETE",
                            pgid="pgtrigger_life_event_is_not_deleted_3364b",
                            table="applications_lifeevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="life_event_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."happened_on" IS DISTINCT FROM (NEW."happened_on") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."told_by" IS DISTINCT FROM (NEW."told_by") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."before" IS DISTINCT FROM (NEW."before") OR OLD."after" IS DISTINCT FROM (NEW."after") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."determination_id" IS DISTINCT FROM (NEW."determination_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="cf30854cfa2ff69fb930ab36bc69050c4ea55e8f",
                            operation="UPDATE",
                            pgid="pgtrigger_life_event_stands_515fa",
                            table="applications_lifeevent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="b0ea57247267b2da47c102e016a8fd6ec440599c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_10cfb",
                            table="applications_lifeevent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the family"),
                            ("document", "Document checked"),
                            ("registry", "Read from INPS"),
                        ],
                        default="declared",
                        max_length=12,
                        verbose_name="Verification",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        help_text="For example the number of the report.",
                        max_length=200,
                        verbose_name="How it was checked",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="Measure")),
                ("receives", models.BooleanField(verbose_name="The person receives it")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "monthly_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Amount per month"
                    ),
                ),
                ("renounced_on", models.DateField(blank=True, null=True, verbose_name="Renounced on")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measure_checks",
                        to="applications.application",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.document",
                        verbose_name="Document attached",
                    ),
                ),
                (
                    "verified_by",
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
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "code"), name="one_check_per_measure"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="measure_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("monthly_amount__isnull", True), ("monthly_amount__gte", 0), _connector="OR"
                        ),
                        name="measure_not_negative",
                        violation_error_message="The amount cannot be negative.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_measurecheckhistory" ("application_id", "code", "document_id", "ends_on", "id", "monthly_amount", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receives", "renounced_on", "starts_on", "verification", "verification_note", "verified_at", "verified_by_id") SELECT new_values."application_id", new_values."code", new_values."document_id", new_values."ends_on", new_values."id", new_values."monthly_amount", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receives", new_values."renounced_on", new_values."starts_on", new_values."verification", new_values."verification_note", new_values."verified_at", new_values."verified_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f69fff082bc8d1feda3bc0f9d048ed9b8b4607d4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_edb5a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_measurecheck",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_measurecheckhistory" ("application_id", "code", "document_id", "ends_on", "id", "monthly_amount", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receives", "renounced_on", "starts_on", "verification", "verification_note", "verified_at", "verified_by_id") SELECT new_values."application_id", new_values."code", new_values."document_id", new_values."ends_on", new_values."id", new_values."monthly_amount", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."receives", new_values."renounced_on", new_values."starts_on", new_values."verification", new_values."verification_note", new_values."verified_at", new_values."verified_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5853c4eb031ac7fdc525bfb206b8df48136198d6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a7091",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_measurecheck",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_measurecheckhistory" ("application_id", "code", "document_id", "ends_on", "id", "monthly_amount", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receives", "renounced_on", "starts_on", "verification", "verification_note", "verified_at", "verified_by_id") SELECT old_values."application_id", old_values."code", old_values."document_id", old_values."ends_on", old_values."id", old_values."monthly_amount", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receives", old_values."renounced_on", old_values."starts_on", old_values."verification", old_values."verification_note", old_values."verified_at", old_values."verified_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1439325b786a759b891e49b60e85fefb6c10026f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_51aaf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_measurecheck",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasureCheckHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the family"),
                            ("document", "Document checked"),
                            ("registry", "Read from INPS"),
                        ],
                        default="declared",
                        max_length=12,
                        verbose_name="Verification",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        help_text="For example the number of the report.",
                        max_length=200,
                        verbose_name="How it was checked",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="Measure")),
                ("receives", models.BooleanField(verbose_name="The person receives it")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "monthly_amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Amount per month"
                    ),
                ),
                ("renounced_on", models.DateField(blank=True, null=True, verbose_name="Renounced on")),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.document",
                        verbose_name="Document attached",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.measurecheck",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Notification",
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
                            ("to_sign", "A signature is asked of you"),
                            ("signed", "Signatures given or refused"),
                            ("to_approve", "Plans to approve"),
                            ("returned", "Plans returned"),
                            ("approved", "Plans approved"),
                            ("reminder", "Reminders"),
                            ("documents", "Documents arrived"),
                            ("assigned", "Cases given to you, or taken from you"),
                            ("asked", "Questions between offices"),
                            ("decided", "Decisions on the case"),
                            ("money", "Voucher started, suspended, resumed, ended; payments returned"),
                            ("control", "Controls by sample"),
                            ("ready", "Files ready to be taken"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to="applications.application",
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notifications",
                        to="applications.digest",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="applications.event",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="jobs.job",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["user", "application", "-at"], name="notification_by_person"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["user", "application"],
                        name="notification_unread",
                    ),
                    models.Index(
                        condition=models.Q(("digest__isnull", True), ("read_at__isnull", True)),
                        fields=["at"],
                        name="notification_undigested",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "event"), name="notification_once_per_fact"),
                    models.UniqueConstraint(fields=("user", "job"), name="notification_once_per_job"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("application__isnull", False), ("job__isnull", False), _connector="OR"
                        ),
                        name="notification_is_about_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NotificationChoice",
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
                            ("to_sign", "A signature is asked of you"),
                            ("signed", "Signatures given or refused"),
                            ("to_approve", "Plans to approve"),
                            ("returned", "Plans returned"),
                            ("approved", "Plans approved"),
                            ("reminder", "Reminders"),
                            ("documents", "Documents arrived"),
                            ("assigned", "Cases given to you, or taken from you"),
                            ("asked", "Questions between offices"),
                            ("decided", "Decisions on the case"),
                            ("money", "Voucher started, suspended, resumed, ended; payments returned"),
                            ("control", "Controls by sample"),
                            ("ready", "Files ready to be taken"),
                        ],
                        max_length=20,
                    ),
                ),
                ("in_app", models.BooleanField(default=True)),
                ("by_mail", models.BooleanField(default=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notification_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["kind"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "kind"), name="notification_choice_once_per_kind")
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("presented_on", models.DateField(verbose_name="Presented on")),
                ("text", models.TextField(verbose_name="What the family says")),
                ("recorded_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, verbose_name="Answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.document",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["presented_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_code", models.CharField(max_length=16, verbose_name="Codice fiscale")),
                ("last_name", models.CharField(max_length=80, verbose_name="Last name")),
                ("first_name", models.CharField(max_length=80, verbose_name="First name")),
                ("birth_date", models.DateField(verbose_name="Date of birth")),
                ("birth_place", models.CharField(blank=True, max_length=80, verbose_name="Place of birth")),
                (
                    "sex",
                    models.CharField(
                        choices=[("F", "Female"), ("M", "Male")], max_length=1, verbose_name="Sex"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=160, verbose_name="Address")),
                ("postal_code", models.CharField(blank=True, max_length=5, verbose_name="Postal code")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="Phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                ("died_on", models.DateField(blank=True, null=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            django.db.models.functions.text.Concat(
                                "last_name", models.Value(" "), "first_name"
                            ),
                            function="search_form",
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residents",
                        to="accounts.office",
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
                "ordering": ["last_name", "first_name"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("plan_office", name="int8_ops"),
                        django.contrib.postgres.indexes.OpClass("search", name="gin_trgm_ops"),
                        name="person_search_names",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("tax_code", name="varchar_pattern_ops"),
                        models.F("plan_office"),
                        name="person_search_tax_code",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan_office", "tax_code"),
                        name="person_once_in_ambito",
                        violation_error_message="A person with this codice fiscale is already registered in the Ambito.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tax_code__regex", "^([A-Z0-9]{16}|[0-9]{11})$")),
                        name="person_tax_code_shape",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_personhistory" ("address", "birth_date", "birth_place", "died_on", "email", "first_name", "id", "last_name", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "plan_office_id", "postal_code", "sex", "tax_code") SELECT new_values."address", new_values."birth_date", new_values."birth_place", new_values."died_on", new_values."email", new_values."first_name", new_values."id", new_values."last_name", new_values."municipality_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."plan_office_id", new_values."postal_code", new_values."sex", new_values."tax_code" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aed61e68a82c01b5a055c95204be44cae33a8923",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_05b71",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_person",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_personhistory" ("address", "birth_date", "birth_place", "died_on", "email", "first_name", "id", "last_name", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "plan_office_id", "postal_code", "sex", "tax_code") SELECT new_values."address", new_values."birth_date", new_values."birth_place", new_values."died_on", new_values."email", new_values."first_name", new_values."id", new_values."last_name", new_values."municipality_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."plan_office_id", new_values."postal_code", new_values."sex", new_values."tax_code" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."birth_place" IS DISTINCT FROM (new_values."birth_place") OR old_values."died_on" IS DISTINCT FROM (new_values."died_on") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."municipality_id" IS DISTINCT FROM (new_values."municipality_id") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."plan_office_id" IS DISTINCT FROM (new_values."plan_office_id") OR old_values."postal_code" IS DISTINCT FROM (new_values."postal_code") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."tax_code" IS DISTINCT FROM (new_values."tax_code")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="10ded722b71d7f5a8bd046ea25c5688983f7613c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f7f4a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_person",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_personhistory" ("address", "birth_date", "birth_place", "died_on", "email", "first_name", "id", "last_name", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "plan_office_id", "postal_code", "sex", "tax_code") SELECT old_values."address", old_values."birth_date", old_values."birth_place", old_values."died_on", old_values."email", old_values."first_name", old_values."id", old_values."last_name", old_values."municipality_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."plan_office_id", old_values."postal_code", old_values."sex", old_values."tax_code" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ad51910332e02a90cb0c12c1fde7998c9fbcda13",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3fd1a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_person",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalRepresentative",
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
                            ("parent", "Parent"),
                            ("guardian", "Guardian (tutore)"),
                            ("curator", "Curator"),
                            ("support_admin", "Support administrator"),
                            ("proxy", "Special proxy"),
                        ],
                        max_length=20,
                        verbose_name="Title",
                    ),
                ),
                ("last_name", models.CharField(max_length=80, verbose_name="Last name")),
                ("first_name", models.CharField(max_length=80, verbose_name="First name")),
                ("tax_code", models.CharField(blank=True, max_length=16, verbose_name="Codice fiscale")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="Phone")),
                ("act", models.CharField(blank=True, max_length=160, verbose_name="Act of appointment")),
                (
                    "custody",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("joint", "Together with the other parent"),
                            ("sole", "Alone, by order of the court"),
                        ],
                        max_length=8,
                        verbose_name="Parental responsibility",
                    ),
                ),
                (
                    "lives_with_person",
                    models.BooleanField(blank=True, null=True, verbose_name="Lives with the person"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="representatives",
                        to="applications.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="representative_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IseeHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the family"),
                            ("document", "Document checked"),
                            ("registry", "Read from INPS"),
                        ],
                        default="declared",
                        max_length=12,
                        verbose_name="Verification",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        help_text="For example the number of the report.",
                        max_length=200,
                        verbose_name="How it was checked",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ordinario", "Ordinary ISEE"),
                            ("sociosanitario", "Social-health ISEE"),
                            ("sociosanitario_ristretto", "Social-health ISEE, restricted household"),
                            ("minorenni", "ISEE for minors"),
                            ("corrente", "Current ISEE"),
                        ],
                        max_length=30,
                        verbose_name="Kind of ISEE",
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=11, verbose_name="ISEE value")),
                (
                    "dsu_protocol",
                    models.CharField(blank=True, max_length=30, verbose_name="DSU protocol number"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="Year")),
                ("issued_on", models.DateField(verbose_name="Issued on")),
                ("valid_to", models.DateField(verbose_name="Valid until")),
                (
                    "has_omissions",
                    models.BooleanField(default=False, verbose_name="With omissions or discrepancies"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.document",
                        verbose_name="Document attached",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.isee",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="isee",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="isee_set", to="applications.person"
            ),
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_name", models.CharField(max_length=80, verbose_name="Last name")),
                ("first_name", models.CharField(max_length=80, verbose_name="First name")),
                ("relation", models.CharField(max_length=60, verbose_name="Relation")),
                ("tax_code", models.CharField(blank=True, max_length=16, verbose_name="Codice fiscale")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="Date of birth")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="household",
                        to="applications.person",
                    ),
                ),
            ],
            options={
                "ordering": ["last_name", "first_name"],
            },
        ),
        migrations.CreateModel(
            name="CertificateHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the family"),
                            ("document", "Document checked"),
                            ("registry", "Read from INPS"),
                        ],
                        default="declared",
                        max_length=12,
                        verbose_name="Verification",
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        help_text="For example the number of the report.",
                        max_length=200,
                        verbose_name="How it was checked",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law_104_c3", "Law 104/1992, art. 3 c. 3"),
                            ("care_allowance", "Care allowance, L. 18/1980"),
                            ("attendance_allowance", "Attendance allowance"),
                            ("civil_invalidity", "Civil invalidity"),
                        ],
                        max_length=30,
                        verbose_name="Kind",
                    ),
                ),
                ("pending", models.BooleanField(default=False, verbose_name="Still waiting for recognition")),
                ("receipt", models.CharField(blank=True, max_length=60, verbose_name="INPS receipt")),
                ("receipt_on", models.DateField(blank=True, null=True, verbose_name="Day of the receipt")),
                (
                    "percentage",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Percentage"),
                ),
                ("recognised_on", models.DateField(blank=True, null=True, verbose_name="Recognised on")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Review due on")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.certificate",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.document",
                        verbose_name="Document attached",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="certificate",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="certificates",
                to="applications.person",
            ),
        ),
        migrations.CreateModel(
            name="ApplicationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "draft_code",
                    models.CharField(
                        default=applications.models.application.draft_code, editable=False, max_length=20
                    ),
                ),
                ("number", models.CharField(blank=True, editable=False, max_length=32, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("waiting_docs", "Waiting for documents"),
                            ("assessing", "Being assessed"),
                            ("plan_review", "Plan to approve"),
                            ("plan_returned", "Plan to correct"),
                            ("eligible", "Eligible"),
                            ("waiting_list", "Waiting list"),
                            ("active", "Being paid"),
                            ("suspended", "Suspended"),
                            ("rejected", "Rejected"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "edit_version",
                    models.PositiveIntegerField(
                        default=0, help_text="raised at every change: a stale page is refused"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "requested",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("caregiver", "Grant for the family caregiver"),
                                ("caregiver_supplement", "Supplement for the employed carer"),
                                ("carer", "Grant for the carer, without a family caregiver"),
                                ("minors_voucher", "Voucher for minors' social life"),
                                ("independent_living", "Independent living project"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "resident",
                    models.BooleanField(blank=True, null=True, verbose_name="Resident in the Ambito"),
                ),
                (
                    "resident_checked_on",
                    models.DateField(blank=True, null=True, verbose_name="Registry checked on"),
                ),
                ("lives_at_home", models.BooleanField(blank=True, null=True, verbose_name="Lives at home")),
                (
                    "declares_no_certificate",
                    models.BooleanField(default=False, verbose_name="Has neither Law 104 nor care allowance"),
                ),
                (
                    "has_caregiver",
                    models.BooleanField(blank=True, null=True, verbose_name="A family caregiver assists"),
                ),
                (
                    "has_carer",
                    models.BooleanField(blank=True, null=True, verbose_name="There is an employed carer"),
                ),
                (
                    "other_measures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        help_text="None: nobody asked yet",
                        null=True,
                        size=None,
                    ),
                ),
                (
                    "minors_project_title",
                    models.CharField(blank=True, max_length=160, verbose_name="Project for the minor"),
                ),
                (
                    "minors_project_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="Monthly cost of the project",
                    ),
                ),
                (
                    "independent_project_title",
                    models.CharField(blank=True, max_length=160, verbose_name="Independent living project"),
                ),
                (
                    "independent_project_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=9,
                        null=True,
                        verbose_name="Monthly cost of the personal assistant",
                    ),
                ),
                ("payee_name", models.CharField(blank=True, max_length=120, verbose_name="Account holder")),
                (
                    "payee_tax_code",
                    models.CharField(blank=True, max_length=16, verbose_name="Codice fiscale of the holder"),
                ),
                ("iban", models.CharField(blank=True, max_length=34, verbose_name="IBAN")),
                (
                    "payee_delegated",
                    models.BooleanField(default=False, verbose_name="Mandate to collect on file"),
                ),
                (
                    "consent_given_on",
                    models.DateField(blank=True, null=True, verbose_name="Privacy notice signed on"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("sent_to_asst_at", models.DateTimeField(blank=True, null=True)),
                (
                    "handed_over_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="last passage to another Comune: it does not read what was before",
                        null=True,
                    ),
                ),
                ("documents_due_on", models.DateField(blank=True, null=True)),
                ("visit_on", models.DateField(blank=True, null=True, verbose_name="Home visit on")),
                (
                    "case_manager",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handed_over_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "health_office",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.office",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.office",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.application",
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.office",
                    ),
                ),
                (
                    "sent_to_asst_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.call",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="application",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="applications.person",
            ),
        ),
        migrations.CreateModel(
            name="PersonHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("tax_code", models.CharField(max_length=16, verbose_name="Codice fiscale")),
                ("last_name", models.CharField(max_length=80, verbose_name="Last name")),
                ("first_name", models.CharField(max_length=80, verbose_name="First name")),
                ("birth_date", models.DateField(verbose_name="Date of birth")),
                ("birth_place", models.CharField(blank=True, max_length=80, verbose_name="Place of birth")),
                (
                    "sex",
                    models.CharField(
                        choices=[("F", "Female"), ("M", "Male")], max_length=1, verbose_name="Sex"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=160, verbose_name="Address")),
                ("postal_code", models.CharField(blank=True, max_length=5, verbose_name="Postal code")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="Phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="E-mail")),
                ("died_on", models.DateField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.office",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.person",
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=20)),
                ("row_key", models.UUIDField(blank=True, null=True)),
                ("about", models.CharField(max_length=200)),
                ("text", models.CharField(max_length=600)),
                ("written_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="applications.individualplan",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["written_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanGoal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=200, verbose_name="Goal")),
                (
                    "indicator",
                    models.CharField(blank=True, max_length=200, verbose_name="How we will see it"),
                ),
                ("by_date", models.DateField(blank=True, null=True, verbose_name="By")),
                (
                    "reached",
                    models.CharField(
                        choices=[
                            ("open", "Not looked at yet"),
                            ("not", "Not reached"),
                            ("partly", "Reached in part"),
                            ("yes", "Reached"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="How far it has come",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="applications.individualplan",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("plan", "key"), name="plan_goal_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanIntervention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("what", models.CharField(max_length=200, verbose_name="What")),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="Who")),
                ("how_often", models.CharField(blank=True, max_length=120, verbose_name="How often")),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "Direct: the service is given"),
                            ("indirect", "Indirect: money to buy it"),
                        ],
                        max_length=8,
                        verbose_name="Channel",
                    ),
                ),
                ("tasks", models.CharField(blank=True, max_length=300, verbose_name="Who does what")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interventions",
                        to="applications.plangoal",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interventions",
                        to="applications.individualplan",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "key"), name="plan_intervention_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanNeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.CharField(max_length=200, verbose_name="Need")),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("covered", "Covered"),
                            ("partly", "Covered in part"),
                            ("uncovered", "Not covered"),
                        ],
                        max_length=10,
                        verbose_name="Is it covered?",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="By what, or what is missing"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="applications.individualplan",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("plan", "key"), name="plan_need_once")],
            },
        ),
        migrations.CreateModel(
            name="PlanResource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), default=uuid.uuid4
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("label", models.CharField(max_length=160, verbose_name="Resource")),
                (
                    "fund",
                    models.CharField(
                        choices=[
                            ("fna", "Measure B2 (FNA)"),
                            ("municipality", "Comune"),
                            ("ssr", "Regional health service"),
                            ("inps", "INPS"),
                            ("family", "Family"),
                            ("third_sector", "Third sector"),
                            ("provi", "PRO.VI."),
                            ("dopo_di_noi", "Dopo di Noi"),
                            ("pnrr", "PNRR"),
                            ("lr_25_2022", "L.R. 25/2022"),
                            ("fnps", "FNPS"),
                            ("esf", "FSE+"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="Source",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("money", "Money"),
                            ("service", "Service"),
                            ("time", "Time of people"),
                            ("goods", "Goods or technology"),
                        ],
                        default="service",
                        max_length=10,
                        verbose_name="Kind",
                    ),
                ),
                (
                    "quantity",
                    models.CharField(
                        blank=True,
                        help_text="For example: 4 hours a week",
                        max_length=80,
                        verbose_name="How much",
                    ),
                ),
                (
                    "weekly_hours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="Hours a week"
                    ),
                ),
                (
                    "monthly_value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="Euro a month"
                    ),
                ),
                ("provider", models.CharField(blank=True, max_length=120, verbose_name="Who gives it")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=120, verbose_name="Who answers for it"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "Already there"),
                            ("asked", "Asked for"),
                            ("to_start", "To be started"),
                            ("ended", "Ended"),
                        ],
                        default="active",
                        max_length=10,
                        verbose_name="State",
                    ),
                ),
                ("self_managed", models.BooleanField(default=False, verbose_name="Managed by the person")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="From")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="To")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resources",
                        to="applications.individualplan",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "key"), name="plan_resource_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("monthly_value__isnull", True), ("monthly_value__gte", 0), _connector="OR"
                        ),
                        name="resource_value_not_negative",
                        violation_error_message="The amount cannot be negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weekly_hours__isnull", True),
                            models.Q(("weekly_hours__gt", 0), ("weekly_hours__lte", 168)),
                            _connector="OR",
                        ),
                        name="resource_hours_of_a_week",
                        violation_error_message="A week has 168 hours: check the number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fund", "fna"), _negated=True), name="resource_b2_not_typed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("starts_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="resource_dates_in_order",
                        violation_error_message="The end comes before the start: check the two dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="Day of the review")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("confirmed", "The plan goes on as it is"),
                            ("change", "The plan must change: a new version"),
                            ("moved", "Put off to another day"),
                        ],
                        max_length=10,
                        verbose_name="What came out",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=600, verbose_name="Notes")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="Next review on")),
                ("recorded_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="applications.individualplan",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["recorded_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "moved"), ("held_on__isnull", True), ("next_on__isnull", False)
                            ),
                            models.Q(
                                models.Q(("outcome", "moved"), _negated=True), ("held_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="plan_review_held_or_moved",
                        violation_error_message="A review put off needs its new day; one that was held needs the day it was.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30)),
                ("signed_at", models.DateTimeField()),
                ("content_hash", models.CharField(max_length=64)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("void_reason", models.CharField(blank=True, max_length=300)),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("person", "The person or who represents them"),
                            ("caregiver", "Family caregiver"),
                            ("social", "Social worker"),
                            ("asst", "ASST"),
                            ("manager", "Plan Office manager"),
                        ],
                        max_length=10,
                        verbose_name="Who signs",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("system", "in the system"), ("paper", "on paper")], max_length=8
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="Name and surname of who signed")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="Date on the paper")),
                (
                    "page",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Page of the scan"),
                ),
                ("got_copy", models.BooleanField(default=False, verbose_name="I received a copy")),
                ("agrees", models.BooleanField(default=False, verbose_name="I understood and I agree")),
                ("would_change", models.CharField(blank=True, max_length=300, verbose_name="I would change")),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.document",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="applications.individualplan",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["signed_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at__isnull", True)),
                        fields=("plan", "party"),
                        name="one_valid_plan_signature_per_party",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("voided_at__isnull", True), ("voided_by__isnull", True)),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="plan_signature_void_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document__isnull", False), ("signed_on__isnull", False), ("way", "paper")
                            ),
                            models.Q(
                                ("document__isnull", True),
                                ("page__isnull", True),
                                ("signed_on__isnull", True),
                                ("way", "system"),
                            ),
                            _connector="OR",
                        ),
                        name="plan_signature_on_paper_has_scan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way", "paper"),
                            models.Q(("party__in", ["person", "caregiver"]), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_signature_of_family_on_paper",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "required",
                    models.JSONField(
                        default=applications.models.plan_signature.usual_signatures,
                        verbose_name="Signatures needed before the approval",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True, default=90, null=True, verbose_name="Days from the request to the plan"
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan_terms",
                        to="applications.call",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__isnull", True), ("days__gte", 1), _connector="OR"),
                        name="plan_terms_days_positive",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_plantermshistory" ("call_id", "days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required", "written_at", "written_by_id") SELECT new_values."call_id", new_values."days", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."required", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8560225155d2cfe48083f0639bb8aca424b23613",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ade97",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_planterms",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_plantermshistory" ("call_id", "days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required", "written_at", "written_by_id") SELECT new_values."call_id", new_values."days", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."required", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="22d6e413c379ff7d9e20a8cd5377db64269e0b49",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c8f0e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_planterms",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_plantermshistory" ("call_id", "days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "required", "written_at", "written_by_id") SELECT old_values."call_id", old_values."days", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."required", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f4bafcb58a0dc1529b439a68934b6e028ee1ed36",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ab4f8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_planterms",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanTermsHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "required",
                    models.JSONField(
                        default=applications.models.plan_signature.usual_signatures,
                        verbose_name="Signatures needed before the approval",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        blank=True, default=90, null=True, verbose_name="Days from the request to the plan"
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.call",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.planterms",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RefusalNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(help_text="the day the rules were applied to")),
                ("findings", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("issued_at", models.DateTimeField()),
                ("received_on", models.DateField(blank=True, null=True)),
                ("term_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rejected", "The application was rejected"),
                            ("accepted", "The application goes on"),
                            ("ended", "The case ended otherwise"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refusal_notices",
                        to="applications.application",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        related_name="refusal_notices",
                        to="applications.determination",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ObservationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("presented_on", models.DateField(verbose_name="Presented on")),
                ("text", models.TextField(verbose_name="What the family says")),
                ("recorded_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, verbose_name="Answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.document",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.observation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.refusalnotice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="observation",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="observations",
                to="applications.refusalnotice",
            ),
        ),
        migrations.CreateModel(
            name="RequestedDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="Document")),
                ("arrived_on", models.DateField(blank=True, null=True, verbose_name="Arrived on")),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="applications.documentrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RuleSetVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(help_text="TOML, as loaded by eligibility.ruleset.load")),
                (
                    "cases",
                    models.TextField(
                        blank=True, help_text="TOML of the worked examples it was published with"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("activates_on", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="applications.rulesetversion",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "-added_at"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="71f9a317893cc4b2693abb65f1410f7348730e99",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_188e9",
                            table="applications_rulesetversion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="100f323ae79a7452d02c8471b41f053a2886d1f1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_12319",
                            table="applications_rulesetversion",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RuleSetDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("text", models.TextField()),
                (
                    "cases",
                    models.TextField(
                        blank=True, help_text="TOML of the worked examples, as eligibility.cases reads them"
                    ),
                ),
                ("activates_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for approval"),
                            ("published", "Published"),
                            ("discarded", "Discarded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("edit_version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("return_reason", models.TextField(blank=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_drafts",
                        to="accounts.office",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
                        to="applications.rulesetversion",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="applications.rulesetversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_by__isnull", True),
                            models.Q(
                                models.Q(("published_by", models.F("created_by")), _negated=True),
                                models.Q(("published_by", models.F("written_by")), _negated=True),
                                models.Q(("published_by", models.F("submitted_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rule_draft_published_by_another",
                        violation_error_message="You prepared it: someone else publishes it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "published"),
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                                ("version__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "published"), _negated=True),
                                ("published_at__isnull", True),
                                ("published_by__isnull", True),
                                ("version__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rule_draft_published_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "submitted"), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="rule_draft_submitted_has_who_and_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted"])),
                        fields=("plan_office", "name"),
                        name="rule_draft_one_open_by_name",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="published_draft_stands_still",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"state\" = 'published')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7d4cf8509bad9a6f933cb02892963c93f92a5d37",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_published_draft_stands_still_09315",
                            table="applications_rulesetdraft",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RefusalNoticeHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(help_text="the day the rules were applied to")),
                ("findings", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("issued_at", models.DateTimeField()),
                ("received_on", models.DateField(blank=True, null=True)),
                ("term_on", models.DateField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rejected", "The application was rejected"),
                            ("accepted", "The application goes on"),
                            ("ended", "The case ended otherwise"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "determination",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.determination",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.refusalnotice",
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.rulesetversion",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="refusalnotice",
            name="rule_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="applications.rulesetversion",
            ),
        ),
        migrations.AddField(
            model_name="determination",
            name="rule_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="determinations",
                to="applications.rulesetversion",
            ),
        ),
        migrations.CreateModel(
            name="CallAddition",
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
                            ("extension", "Longer window"),
                            ("reopening", "Window opened again"),
                            ("rules", "Other rules"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "opens_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="of a window; an extension opens when the one before closes",
                        null=True,
                    ),
                ),
                (
                    "closes_at",
                    models.DateTimeField(blank=True, help_text="first instant out of the window", null=True),
                ),
                (
                    "rules_from",
                    models.DateField(
                        blank=True,
                        help_text="first day on which cases not yet decided are judged under rule_set",
                        null=True,
                    ),
                ),
                ("act", models.CharField(max_length=200)),
                ("act_date", models.DateField()),
                ("reason", models.TextField(blank=True)),
                ("edit_version", models.PositiveIntegerField(default=1)),
                ("prepared_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="applications.call",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rule_set",
                    models.ForeignKey(
                        blank=True,
                        help_text="of a window: that of whoever applies in it; NULL means those of the call",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="applications.rulesetversion",
                    ),
                ),
            ],
            options={
                "ordering": ["prepared_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closes_at__gt", models.F("opens_at")),
                                ("kind__in", ["extension", "reopening"]),
                                ("opens_at__isnull", False),
                                ("rules_from__isnull", True),
                            ),
                            models.Q(
                                ("closes_at__isnull", True),
                                ("kind", "rules"),
                                ("opens_at__isnull", True),
                                ("rule_set__isnull", False),
                                ("rules_from__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="call_addition_says_what_it_adds",
                        violation_error_message="The call closes before it opens: check the two dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("act", ""), _negated=True),
                        name="call_addition_has_its_act",
                        violation_error_message="Write the act of the call first: without it nothing can be published.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("confirmed_by__isnull", True)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                models.Q(("confirmed_by", models.F("prepared_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="call_addition_confirmed_by_another",
                        violation_error_message="You prepared it: someone else confirms it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("dropped_at__isnull", True)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("dropped_at__isnull", True),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", True),
                                ("dropped_at__isnull", False),
                                ("dropped_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="call_addition_one_end",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", False), ("kind", "rules")),
                        fields=("call", "rules_from"),
                        name="call_addition_one_text_by_day",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", False), ("kind__in", ["extension", "reopening"])
                        ),
                        expressions=[
                            ("call", "="),
                            (
                                models.Func(
                                    models.F("opens_at"),
                                    models.F("closes_at"),
                                    function="TSTZRANGE",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="call_windows_apart",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="confirmed_addition_stands",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confirmed_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d91fba915d37d14b92885e662e27d50a9cd1d806",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_confirmed_addition_stands_900af",
                            table="applications_calladdition",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="addition_follows_the_call",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    PERFORM 1 FROM applications_call c\n        WHERE c.id = NEW.call_id AND c.published_at IS NOT NULL\n        AND (NEW.opens_at IS NULL OR NEW.opens_at >= c.closes_at);\n    IF NOT FOUND THEN\n        RAISE EXCEPTION 'call %: nothing can be added to a draft, nor a window inside the first one', NEW.call_id\n            USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="c9b6003b80f01b84347246636ef5f263ae7ebfc4",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_addition_follows_the_call_87a47",
                            table="applications_calladdition",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="call",
            name="rule_set",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="calls",
                to="applications.rulesetversion",
            ),
        ),
        migrations.CreateModel(
            name="SampleControl",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "Declarations confirmed"),
                            ("negative", "Declarations not true"),
                        ],
                        max_length=10,
                        verbose_name="Outcome",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Where it was checked")),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="controls",
                        to="applications.application",
                    ),
                ),
                (
                    "recorded_by",
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
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="SampleDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="Applications from")),
                ("to_on", models.DateField(verbose_name="Applications until")),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="Percent of the cases"
                    ),
                ),
                ("count", models.PositiveIntegerField(blank=True, null=True, verbose_name="Number of cases")),
                ("seed", models.CharField(max_length=64, verbose_name="Seed")),
                ("numbers", models.JSONField(help_text="the case numbers drawn from, sorted")),
                ("list_sha256", models.CharField(max_length=64)),
                ("drawn_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draws",
                        to="applications.call",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-drawn_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("count__isnull", True),
                                ("percent__gte", 1),
                                ("percent__isnull", False),
                                ("percent__lte", 100),
                            ),
                            models.Q(("count__gte", 1), ("percent__isnull", True)),
                            _connector="OR",
                        ),
                        name="draw_percent_or_count",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))), name="draw_period_in_order"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c0622418964b8f40f0201bb5f3455217e539ec27",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_05a5e",
                            table="applications_sampledraw",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="1c246d4b58840c1b0e6863a7223e40e504ddb78b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7f5fd",
                            table="applications_sampledraw",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SampleControlHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "Declarations confirmed"),
                            ("negative", "Declarations not true"),
                        ],
                        max_length=10,
                        verbose_name="Outcome",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="Where it was checked")),
                ("note", models.TextField(blank=True, verbose_name="Note")),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="applications.samplecontrol",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="applications.sampledraw",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="samplecontrol",
            name="draw",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="controls",
                to="applications.sampledraw",
            ),
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("name", models.CharField(max_length=40, verbose_name="Name of the view")),
                ("query", models.CharField(max_length=500)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("created_by", "name"),
                        name="saved_view_once_by_name",
                        violation_error_message="You already have a view with this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("query", ""), _negated=True)
                        ),
                        name="saved_view_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Simulation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("new_text", models.TextField()),
                ("new_sha256", models.CharField(max_length=64)),
                ("on", models.DateField(help_text="the day the rules are applied to")),
                (
                    "knowledge",
                    models.CharField(
                        choices=[("now", "What is known now, by its dates"), ("then", "What was known then")],
                        default="now",
                        help_text="of the past months",
                        max_length=4,
                    ),
                ),
                (
                    "months",
                    models.JSONField(
                        blank=True, default=list, help_text="past months simulated too, as YYYY-MM"
                    ),
                ),
                ("started_at", models.DateTimeField()),
                (
                    "result",
                    models.JSONField(blank=True, default=dict, help_text="totals; empty until it is done"),
                ),
                (
                    "stopped",
                    models.TextField(blank=True, help_text="why it stopped, with the number of the case"),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="simulations",
                        to="applications.rulesetdraft",
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
                    "new_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.rulesetversion",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.rulesetversion",
                    ),
                ),
                (
                    "plan_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="simulations",
                        to="accounts.office",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="SimulationRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "month",
                    models.DateField(
                        blank=True, help_text="first day of the past month, if not of ``on``", null=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enters", "Enters"),
                            ("leaves", "Leaves"),
                            ("gains", "Gains"),
                            ("loses", "Loses"),
                            ("swaps", "Another support, same amount"),
                            ("becomes_known", "Becomes known"),
                            ("becomes_unknown", "Becomes not known"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "before",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="euro a month; NULL when not known",
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "after",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="euro a month; NULL when not known",
                        max_digits=9,
                        null=True,
                    ),
                ),
                (
                    "difference",
                    models.DecimalField(
                        decimal_places=2, default=0, help_text="euro in a year, new less old", max_digits=10
                    ),
                ),
                ("why", models.JSONField(blank=True, default=list, help_text="reasons, each {it, en}")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                    ),
                ),
                (
                    "simulation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="applications.simulation",
                    ),
                ),
            ],
            options={
                "ordering": ["difference", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("simulation", "application", "month"),
                        name="simulation_row_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StepDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=20)),
                ("data", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="step_drafts",
                        to="applications.application",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "step", "saved_by"), name="one_draft_of_a_step_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to_name", models.CharField(max_length=160, verbose_name="To")),
                ("moved_on", models.DateField()),
                ("note", models.TextField(blank=True)),
                ("sheet", models.JSONField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="applications.application",
                    ),
                ),
                (
                    "from_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "ordering": ["-recorded_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_office__isnull", True),
                            models.Q(("to_office", models.F("from_office")), _negated=True),
                            _connector="OR",
                        ),
                        name="transfer_to_another_office",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="183a4db72867ee316ae25c9abe6128bbc9a3903e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_5dd76",
                            table="applications_transfer",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="ffc11a7ad39d67a2d20f4bf180e3028ba0f2e854",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_3d5dc",
                            table="applications_transfer",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="assessmentterms",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("escalation_days__gte", models.F("reminder_days")), ("reminder_days__gte", 1)
                ),
                name="assessment_terms_days_in_order",
                violation_error_message="The managers step in after the reminder, not before.",
            ),
        ),
        migrations.AddConstraint(
            model_name="assessmentterms",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_months__isnull", True), ("valid_months__gte", 1), _connector="OR"),
                name="assessment_terms_months_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="isee",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 0)),
                name="isee_not_negative",
                violation_error_message="The amount cannot be negative.",
            ),
        ),
        migrations.AddConstraint(
            model_name="isee",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("issued_on"))),
                name="isee_dates_in_order",
                violation_error_message="The ISEE expires before it was issued: check the two dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="isee",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                expressions=[
                    ("person", "="),
                    ("kind", "="),
                    (
                        applications.models.evidence.DateRange(
                            "issued_on",
                            "valid_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="isee_no_overlap",
                violation_error_message="Another period of the same kind holds on some of these days: close it or remove it first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("pending", True), ("recognised_on__isnull", False), _connector="OR"),
                name="certificate_recognised_or_pending",
                violation_error_message="Write the date of recognition, or tick that it is still awaited.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("recognised_on__isnull", True),
                    ("valid_to__gte", models.F("recognised_on")),
                    _connector="OR",
                ),
                name="certificate_dates_in_order",
                violation_error_message="The review comes before the recognition: check the two dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percentage__isnull", True),
                    models.Q(("percentage__gte", 1), ("percentage__lte", 100)),
                    _connector="OR",
                ),
                name="certificate_percentage_in_range",
                violation_error_message="The percentage goes from 1 to 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percentage__isnull", True), ("kind", "civil_invalidity"), _connector="OR"
                ),
                name="certificate_percentage_of_invalidity",
                violation_error_message="Only civil invalidity has a percentage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("pending", True)),
                fields=("person", "kind"),
                name="one_pending_certificate_per_kind",
                violation_error_message="This recognition is already awaited.",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("pending", False)),
                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                expressions=[
                    ("person", "="),
                    ("kind", "="),
                    (
                        applications.models.evidence.DateRange(
                            "recognised_on",
                            "valid_to",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="certificate_no_overlap",
                violation_error_message="Another period of the same kind holds on some of these days: close it or remove it first.",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["plan_office", "status", "-created_at"], name="case_ambito_status"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["municipality", "status", "-created_at"], name="case_comune_status"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["plan_office", "-created_at", "-id"], name="case_ambito_newest"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["municipality", "-created_at", "-id"], name="case_comune_newest"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("plan_office", name="int8_ops"),
                django.contrib.postgres.indexes.OpClass("number", name="gin_trgm_ops"),
                name="case_search_number",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                models.F("plan_office"),
                django.db.models.functions.text.Right("iban", 4),
                name="case_search_iban",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "active",
                            "assessing",
                            "draft",
                            "eligible",
                            "plan_returned",
                            "plan_review",
                            "suspended",
                            "waiting_docs",
                            "waiting_list",
                        ],
                    )
                ),
                fields=("call", "person"),
                name="one_open_case_per_person_and_call",
                violation_error_message="This person already has an open case in this call.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["draft", "closed"]),
                    models.Q(("number__isnull", False), ("submitted_at__isnull", False)),
                    _connector="OR",
                ),
                name="case_past_draft_has_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                    models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                    _connector="OR",
                ),
                name="case_submitted_paired",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handed_over_at__isnull", True), ("handed_over_by__isnull", True)),
                    models.Q(("handed_over_at__isnull", False), ("handed_over_by__isnull", False)),
                    _connector="OR",
                ),
                name="case_handed_over_paired",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("minors_project_cost__isnull", True),
                        ("minors_project_cost__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("independent_project_cost__isnull", True),
                        ("independent_project_cost__gte", 0),
                        _connector="OR",
                    ),
                ),
                name="case_costs_not_negative",
                violation_error_message="The amount cannot be negative.",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="observation_answered_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusalnotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at__isnull", True)),
                fields=("application",),
                name="one_open_refusal_notice_per_case",
                violation_error_message="There is already an open notice of refusal.",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusalnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("received_on__isnull", True), ("term_on__isnull", True)),
                    models.Q(("received_on__isnull", False), ("term_on__gt", models.F("received_on"))),
                    _connector="OR",
                ),
                name="refusal_notice_term_after_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusalnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("closed_by__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="refusal_notice_closed_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusalnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "rejected"), _negated=True),
                    ("determination__isnull", False),
                    _connector="OR",
                ),
                name="refusal_notice_rejects_with_a_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                name="call_window_in_order",
                violation_error_message="The call closes before it opens: check the two dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("benefit_to__gte", models.F("benefit_from"))),
                name="call_benefit_in_order",
                violation_error_message="The benefit period ends before it starts: check the two dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_by__isnull", True),
                    models.Q(
                        models.Q(
                            ("prepared_by__isnull", True),
                            models.Q(("published_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        models.Q(
                            ("submitted_by__isnull", True),
                            models.Q(("published_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="call_published_by_another",
                violation_error_message="You prepared it: someone else publishes it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="samplecontrol",
            constraint=models.UniqueConstraint(
                fields=("draw", "application"), name="one_control_per_draw_and_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="samplecontrol",
            constraint=models.UniqueConstraint(
                fields=("draw", "position"), name="one_control_per_draw_and_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="samplecontrol",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("recorded_at__isnull", True), ("recorded_by__isnull", True)),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("source", ""), _negated=True),
                        ("recorded_at__isnull", False),
                        ("recorded_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="control_recorded_with_source",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentterms",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_assessmenttermshistory" ("call_id", "escalation_days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_days", "scales", "sign_again", "valid_months", "written_at", "written_by_id") SELECT new_values."call_id", new_values."escalation_days", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reminder_days", new_values."scales", new_values."sign_again", new_values."valid_months", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e55edb793c25e4f32e3741bd1a104dd1b3f385fd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_de06e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="applications_assessmentterms",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentterms",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_assessmenttermshistory" ("call_id", "escalation_days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_days", "scales", "sign_again", "valid_months", "written_at", "written_by_id") SELECT new_values."call_id", new_values."escalation_days", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reminder_days", new_values."scales", new_values."sign_again", new_values."valid_months", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="bb2e00e22b3831ca5185c9b360f870c9411f1830",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5aeb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="applications_assessmentterms",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentterms",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_assessmenttermshistory" ("call_id", "escalation_days", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminder_days", "scales", "sign_again", "valid_months", "written_at", "written_by_id") SELECT old_values."call_id", old_values."escalation_days", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reminder_days", old_values."scales", old_values."sign_again", old_values."valid_months", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f0189430d5bc473685b69655ef0993b61014cd56",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_13722",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="applications_assessmentterms",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="isee",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_iseehistory" ("document_id", "dsu_protocol", "has_omissions", "id", "issued_on", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_to", "value", "verification", "verification_note", "verified_at", "verified_by_id", "year") SELECT new_values."document_id", new_values."dsu_protocol", new_values."has_omissions", new_values."id", new_values."issued_on", new_values."kind", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."valid_to", new_values."value", new_values."verification", new_values."verification_note", new_values."verified_at", new_values."verified_by_id", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="83083eb7836d4b10a4413aa0280fc55bbd2bb39b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b8e72",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="applications_isee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="isee",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_iseehistory" ("document_id", "dsu_protocol", "has_omissions", "id", "issued_on", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_to", "value", "verification", "verification_note", "verified_at", "verified_by_id", "year") SELECT new_values."document_id", new_values."dsu_protocol", new_values."has_omissions", new_values."id", new_values."issued_on", new_values."kind", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."valid_to", new_values."value", new_values."verification", new_values."verification_note", new_values."verified_at", new_values."verified_by_id", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d7ed813f8c4cb6ed26e447a4b0112ed786c1ac6b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6dab7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="applications_isee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="isee",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_iseehistory" ("document_id", "dsu_protocol", "has_omissions", "id", "issued_on", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_to", "value", "verification", "verification_note", "verified_at", "verified_by_id", "year") SELECT old_values."document_id", old_values."dsu_protocol", old_values."has_omissions", old_values."id", old_values."issued_on", old_values."kind", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."valid_to", old_values."value", old_values."verification", old_values."verification_note", old_values."verified_at", old_values."verified_by_id", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="30bfa8b630f642bea83c2b9a6caabcbb2440e351",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0fdff",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="applications_isee",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_certificatehistory" ("document_id", "id", "kind", "pending", "percentage", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "receipt_on", "recognised_on", "valid_to", "verification", "verification_note", "verified_at", "verified_by_id") SELECT new_values."document_id", new_values."id", new_values."kind", new_values."pending", new_values."percentage", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receipt", new_values."receipt_on", new_values."recognised_on", new_values."valid_to", new_values."verification", new_values."verification_note", new_values."verified_at", new_values."verified_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7231ff82d803cde763864d06280cec9082af48c5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5d54f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="applications_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_certificatehistory" ("document_id", "id", "kind", "pending", "percentage", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "receipt_on", "recognised_on", "valid_to", "verification", "verification_note", "verified_at", "verified_by_id") SELECT new_values."document_id", new_values."id", new_values."kind", new_values."pending", new_values."percentage", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."receipt", new_values."receipt_on", new_values."recognised_on", new_values."valid_to", new_values."verification", new_values."verification_note", new_values."verified_at", new_values."verified_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d8608dccf65d84def682aad3ab3cf527b98b124b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_16d03",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="applications_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_certificatehistory" ("document_id", "id", "kind", "pending", "percentage", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt", "receipt_on", "recognised_on", "valid_to", "verification", "verification_note", "verified_at", "verified_by_id") SELECT old_values."document_id", old_values."id", old_values."kind", old_values."pending", old_values."percentage", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."receipt", old_values."receipt_on", old_values."recognised_on", old_values."valid_to", old_values."verification", old_values."verification_note", old_values."verified_at", old_values."verified_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d24d5baa5deb775e70968559109b0769ccaa5df7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b9783",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="applications_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="status_moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{active:closed,active:suspended,assessing:closed,assessing:plan_review,assessing:rejected,assessing:waiting_docs,closed:active,closed:assessing,closed:draft,closed:eligible,closed:plan_returned,closed:plan_review,closed:suspended,closed:waiting_docs,closed:waiting_list,draft:assessing,draft:closed,eligible:active,eligible:closed,eligible:waiting_list,plan_returned:closed,plan_returned:plan_review,plan_review:closed,plan_review:eligible,plan_review:plan_returned,plan_review:rejected,rejected:assessing,suspended:active,suspended:closed,waiting_docs:assessing,waiting_docs:closed,waiting_docs:rejected,waiting_list:active,waiting_list:closed}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="ffb41cdcc933b93df312004d93985fb6e8ca9c02",
                    operation="UPDATE",
                    pgid="pgtrigger_status_moves_5a6e6",
                    table="applications_application",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="no_delete_past_draft",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."number" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="37241b9a3e015db1ae4b2e60dbb16fb42334faf2",
                    operation="DELETE",
                    pgid="pgtrigger_no_delete_past_draft_38234",
                    table="applications_application",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_applicationhistory" ("call_id", "case_manager_id", "consent_given_on", "created_at", "created_by_id", "declares_no_certificate", "documents_due_on", "draft_code", "edit_version", "handed_over_at", "handed_over_by_id", "has_caregiver", "has_carer", "health_office_id", "iban", "id", "independent_project_cost", "independent_project_title", "lives_at_home", "minors_project_cost", "minors_project_title", "municipality_id", "number", "other_measures", "payee_delegated", "payee_name", "payee_tax_code", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_office_id", "requested", "resident", "resident_checked_on", "sent_to_asst_at", "sent_to_asst_by_id", "status", "submitted_at", "submitted_by_id", "visit_on") SELECT new_values."call_id", new_values."case_manager_id", new_values."consent_given_on", new_values."created_at", new_values."created_by_id", new_values."declares_no_certificate", new_values."documents_due_on", new_values."draft_code", new_values."edit_version", new_values."handed_over_at", new_values."handed_over_by_id", new_values."has_caregiver", new_values."has_carer", new_values."health_office_id", new_values."iban", new_values."id", new_values."independent_project_cost", new_values."independent_project_title", new_values."lives_at_home", new_values."minors_project_cost", new_values."minors_project_title", new_values."municipality_id", new_values."number", new_values."other_measures", new_values."payee_delegated", new_values."payee_name", new_values."payee_tax_code", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_office_id", new_values."requested", new_values."resident", new_values."resident_checked_on", new_values."sent_to_asst_at", new_values."sent_to_asst_by_id", new_values."status", new_values."submitted_at", new_values."submitted_by_id", new_values."visit_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ce912a90930329308b156f5d1b8f22296188b3ed",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_60e1b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="applications_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_applicationhistory" ("call_id", "case_manager_id", "consent_given_on", "created_at", "created_by_id", "declares_no_certificate", "documents_due_on", "draft_code", "edit_version", "handed_over_at", "handed_over_by_id", "has_caregiver", "has_carer", "health_office_id", "iban", "id", "independent_project_cost", "independent_project_title", "lives_at_home", "minors_project_cost", "minors_project_title", "municipality_id", "number", "other_measures", "payee_delegated", "payee_name", "payee_tax_code", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_office_id", "requested", "resident", "resident_checked_on", "sent_to_asst_at", "sent_to_asst_by_id", "status", "submitted_at", "submitted_by_id", "visit_on") SELECT new_values."call_id", new_values."case_manager_id", new_values."consent_given_on", new_values."created_at", new_values."created_by_id", new_values."declares_no_certificate", new_values."documents_due_on", new_values."draft_code", new_values."edit_version", new_values."handed_over_at", new_values."handed_over_by_id", new_values."has_caregiver", new_values."has_carer", new_values."health_office_id", new_values."iban", new_values."id", new_values."independent_project_cost", new_values."independent_project_title", new_values."lives_at_home", new_values."minors_project_cost", new_values."minors_project_title", new_values."municipality_id", new_values."number", new_values."other_measures", new_values."payee_delegated", new_values."payee_name", new_values."payee_tax_code", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_office_id", new_values."requested", new_values."resident", new_values."resident_checked_on", new_values."sent_to_asst_at", new_values."sent_to_asst_by_id", new_values."status", new_values."submitted_at", new_values."submitted_by_id", new_values."visit_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a5e062f69a7f9e09b97e0ee9309683e7a0d3ce64",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f714e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="applications_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_applicationhistory" ("call_id", "case_manager_id", "consent_given_on", "created_at", "created_by_id", "declares_no_certificate", "documents_due_on", "draft_code", "edit_version", "handed_over_at", "handed_over_by_id", "has_caregiver", "has_carer", "health_office_id", "iban", "id", "independent_project_cost", "independent_project_title", "lives_at_home", "minors_project_cost", "minors_project_title", "municipality_id", "number", "other_measures", "payee_delegated", "payee_name", "payee_tax_code", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_office_id", "requested", "resident", "resident_checked_on", "sent_to_asst_at", "sent_to_asst_by_id", "status", "submitted_at", "submitted_by_id", "visit_on") SELECT old_values."call_id", old_values."case_manager_id", old_values."consent_given_on", old_values."created_at", old_values."created_by_id", old_values."declares_no_certificate", old_values."documents_due_on", old_values."draft_code", old_values."edit_version", old_values."handed_over_at", old_values."handed_over_by_id", old_values."has_caregiver", old_values."has_carer", old_values."health_office_id", old_values."iban", old_values."id", old_values."independent_project_cost", old_values."independent_project_title", old_values."lives_at_home", old_values."minors_project_cost", old_values."minors_project_title", old_values."municipality_id", old_values."number", old_values."other_measures", old_values."payee_delegated", old_values."payee_name", old_values."payee_tax_code", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_office_id", old_values."requested", old_values."resident", old_values."resident_checked_on", old_values."sent_to_asst_at", old_values."sent_to_asst_by_id", old_values."status", old_values."submitted_at", old_values."submitted_by_id", old_values."visit_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="15ee5ec2b50406b34af202792af41440b9402aa7",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9016e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="applications_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="observation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_observationhistory" ("answer", "answered_at", "answered_by_id", "document_id", "id", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presented_on", "recorded_at", "recorded_by_id", "text") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."document_id", new_values."id", new_values."notice_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."presented_on", new_values."recorded_at", new_values."recorded_by_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d779e9fbeecf66f510769aaf38158799494aad48",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d1c29",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="applications_observation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="observation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_observationhistory" ("answer", "answered_at", "answered_by_id", "document_id", "id", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presented_on", "recorded_at", "recorded_by_id", "text") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."document_id", new_values."id", new_values."notice_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."presented_on", new_values."recorded_at", new_values."recorded_by_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b53ee7b678867b92724f3898ed1b314d698b820e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2a997",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="applications_observation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="observation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_observationhistory" ("answer", "answered_at", "answered_by_id", "document_id", "id", "notice_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presented_on", "recorded_at", "recorded_by_id", "text") SELECT old_values."answer", old_values."answered_at", old_values."answered_by_id", old_values."document_id", old_values."id", old_values."notice_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."presented_on", old_values."recorded_at", old_values."recorded_by_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7bec6467963d37aee1fdc59b52164ff148d76b17",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6085c",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="applications_observation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="refusalnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_refusalnoticehistory" ("application_id", "closed_at", "closed_by_id", "determination_id", "findings", "id", "issued_at", "issued_by_id", "note", "on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "rule_set_id", "term_on") SELECT new_values."application_id", new_values."closed_at", new_values."closed_by_id", new_values."determination_id", new_values."findings", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."note", new_values."on", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."rule_set_id", new_values."term_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="00e9f0561b2ea6116526eff2db99ee7e006bba0f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_74b72",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="applications_refusalnotice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="refusalnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_refusalnoticehistory" ("application_id", "closed_at", "closed_by_id", "determination_id", "findings", "id", "issued_at", "issued_by_id", "note", "on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "rule_set_id", "term_on") SELECT new_values."application_id", new_values."closed_at", new_values."closed_by_id", new_values."determination_id", new_values."findings", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."note", new_values."on", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."rule_set_id", new_values."term_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7cef6abd17a3c239153cb6dd92801e0ccf4a1434",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0a8a1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="applications_refusalnotice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="refusalnotice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_refusalnoticehistory" ("application_id", "closed_at", "closed_by_id", "determination_id", "findings", "id", "issued_at", "issued_by_id", "note", "on", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "rule_set_id", "term_on") SELECT old_values."application_id", old_values."closed_at", old_values."closed_by_id", old_values."determination_id", old_values."findings", old_values."id", old_values."issued_at", old_values."issued_by_id", old_values."note", old_values."on", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."rule_set_id", old_values."term_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="c319af515734beda4e8675f5881ca8a29eb38be9",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0eed3",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="applications_refusalnotice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="determination",
            trigger=pgtrigger.compiler.Trigger(
                name="no_update_or_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0e670639f530f0e3b7a151c16d81c5bdb186cb52",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_no_update_or_delete_579b7",
                    table="applications_determination",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="determination",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                    hash="4bef0e5fcec6233a6c9eb0200e40b07e1518c99a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6b4aa",
                    table="applications_determination",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="published_call_stands",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."published_at" IS NOT NULL)',
                    func="\n    IF TG_OP = 'DELETE'\n        OR (OLD.published_by_id IS NOT NULL AND NEW.published_by_id IS DISTINCT FROM OLD.published_by_id)\n        OR (\n            NEW.plan_office_id, NEW.title, NEW.programme, NEW.number_prefix, NEW.rule_set_id,\n            NEW.act, NEW.act_date, NEW.opens_at, NEW.closes_at, NEW.benefit_from, NEW.benefit_to,\n            NEW.review_office, NEW.published_at, NEW.prepared_by_id, NEW.submitted_by_id, NEW.late_days\n        ) IS DISTINCT FROM (\n            OLD.plan_office_id, OLD.title, OLD.programme, OLD.number_prefix, OLD.rule_set_id,\n            OLD.act, OLD.act_date, OLD.opens_at, OLD.closes_at, OLD.benefit_from, OLD.benefit_to,\n            OLD.review_office, OLD.published_at, OLD.prepared_by_id, OLD.submitted_by_id, OLD.late_days\n        )\n    THEN\n        RAISE EXCEPTION 'call % is published: it does not change', OLD.number_prefix USING ERRCODE =\n        'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="89892cabc1c83022fa81a8dbc56fc4abd36bd584",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_published_call_stands_cccfc",
                    table="applications_call",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="samplecontrol",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_samplecontrolhistory" ("application_id", "draw_id", "id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "source") SELECT new_values."application_id", new_values."draw_id", new_values."id", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."recorded_at", new_values."recorded_by_id", new_values."source" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d7d98a62f0fea7a6e762a6453f7dd1f66fece2e1",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2dda5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="applications_samplecontrol",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="samplecontrol",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_samplecontrolhistory" ("application_id", "draw_id", "id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "source") SELECT new_values."application_id", new_values."draw_id", new_values."id", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."recorded_at", new_values."recorded_by_id", new_values."source" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="53effd7935182e1ffcf247b2e68f54c3c924b121",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de7ca",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="applications_samplecontrol",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="samplecontrol",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_samplecontrolhistory" ("application_id", "draw_id", "id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "recorded_at", "recorded_by_id", "source") SELECT old_values."application_id", old_values."draw_id", old_values."id", old_values."note", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."recorded_at", old_values."recorded_by_id", old_values."source" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="4beb1ffe5e8c918684db68101261ae1ff03407a5",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9dc55",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="applications_samplecontrol",
                    when="AFTER",
                ),
            ),
        ),
    ]
