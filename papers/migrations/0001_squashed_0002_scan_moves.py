"""The migrations from 0001_initial to 0002_scan_moves as one: a new database starts here, one that has them goes on.

Made afresh from the models, so that each table is made once, whole.
"""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("papers", "0001_initial"),
        ("papers", "0002_scan_moves"),
    ]

    dependencies = [
        ("accounts", "0003_single_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=60)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "scan_state",
                    models.CharField(
                        choices=[
                            ("not_needed", "Made here"),
                            ("unscanned", "Content checked, no antivirus"),
                            ("pending", "Waiting for the virus check"),
                            ("clean", "No virus"),
                            ("infected", "Blocked: virus"),
                        ],
                        default="not_needed",
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stored_files",
                        to="accounts.office",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["office", "kind", "-created_at"], name="storedfile_by_kind")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="storedfile_has_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="storedfile_is_not_empty"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stored_once",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."content_type" IS DISTINCT FROM (NEW."content_type") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="fbca1d3be3646da6e88033a23ceaf1ec1b4948a6",
                            operation="UPDATE",
                            pgid="pgtrigger_stored_once_436ff",
                            table="papers_storedfile",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="scan_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."scan_state", \':\', NEW."scan_state") = ANY(\'{unscanned:pending,clean:pending,pending:clean,pending:infected}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."scan_state" IS DISTINCT FROM NEW."scan_state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "scan_state" from "%" to "%" on table %\', OLD."scan_state", NEW."scan_state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="2ac14c6b030d65c65a435cd82c5dcc56cdd3b9cc",
                            operation="UPDATE",
                            pgid="pgtrigger_scan_moves_8afd7",
                            table="papers_storedfile",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="58f7e1e3f04bfac39cd3b762315e26701296e538",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_3008b",
                            table="papers_storedfile",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="8f3747bea5fce82d3ea950dbbedc054ba1075409",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_feb55",
                            table="papers_storedfile",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
