"""The migrations from 0001_initial to 0003_single_keys as one: a new database starts here, one that has them goes on.

Made afresh from the models, so that each table is made once, whole.
"""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_patron_day"),
        ("accounts", "0003_single_keys"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("first_name", models.CharField(max_length=80, verbose_name="first name")),
                ("last_name", models.CharField(max_length=80, verbose_name="last name")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("is_active", models.BooleanField(default=True, verbose_name="can sign in")),
                ("is_staff", models.BooleanField(default=False)),
                (
                    "single_keys",
                    models.BooleanField(default=True, verbose_name="keys of one letter in the lists"),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="added on"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["last_name", "first_name"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("social_worker", "Social worker"),
                            ("administrative_officer", "Administrative officer"),
                            ("plan_manager", "Plan Office manager"),
                            ("director", "Director"),
                            ("asst_assessor", "ASST assessor"),
                            ("auditor", "Auditor"),
                            ("administrator", "System administrator"),
                        ],
                        max_length=30,
                        verbose_name="role",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="from")),
                (
                    "valid_to",
                    models.DateField(
                        blank=True,
                        help_text="Last day included; empty: no end.",
                        null=True,
                        verbose_name="to",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "ordering": ["office__name", "role"],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="acting_as",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.membership",
                verbose_name="acting as",
            ),
        ),
        migrations.CreateModel(
            name="Office",
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
                            ("plan_office", "Plan Office"),
                            ("municipality", "Municipality"),
                            ("health_authority", "Health authority (ASST)"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                (
                    "ambito_name",
                    models.CharField(
                        blank=True,
                        help_text="Only on the Plan Office.",
                        max_length=120,
                        verbose_name="name of the Ambito",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                (
                    "belfiore_code",
                    models.CharField(
                        blank=True,
                        help_text="Four characters, only for a municipality.",
                        max_length=4,
                        verbose_name="cadastral code",
                    ),
                ),
                (
                    "patron_day",
                    models.CharField(
                        blank=True,
                        help_text="Month and day, for example 06-24: no term ends on that day.",
                        max_length=5,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
                            )
                        ],
                        verbose_name="patron saint",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="accounts.office",
                        verbose_name="Plan Office",
                    ),
                ),
            ],
            options={
                "verbose_name": "office",
                "verbose_name_plural": "offices",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "plan_office"), ("parent__isnull", True)),
                            models.Q(
                                models.Q(("kind", "plan_office"), _negated=True), ("parent__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="office_parent_follows_kind",
                        violation_error_message="A Plan Office stands alone; every other office belongs to a Plan Office.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["plan_office", "municipality", "health_authority"])),
                        name="office_kind_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.office"
            ),
        ),
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30, verbose_name="role")),
                ("subject_id", models.BigIntegerField(null=True, verbose_name="person")),
                ("reference", models.CharField(blank=True, max_length=40, verbose_name="case")),
                ("what", models.CharField(max_length=120, verbose_name="what")),
                ("path", models.CharField(max_length=200, verbose_name="page")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="address")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.office",
                        verbose_name="office",
                    ),
                ),
            ],
            options={
                "verbose_name": "access",
                "verbose_name_plural": "accesses",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["subject_id", "-at"], name="access_by_subject"),
                    models.Index(fields=["reference", "-at"], name="access_by_reference"),
                    models.Index(fields=["office", "-at"], name="access_by_office"),
                    models.Index(fields=["user", "-at"], name="access_by_user"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="no_update_or_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a24a7d3e3675c79eb7d19f2af271f0c1817fc519",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_no_update_or_delete_f44f6",
                            table="accounts_accesslog",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
                            hash="cccf840446dfc939e130f1e40c2fa610f56652bc",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_01654",
                            table="accounts_accesslog",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="user_email_once",
                violation_error_message="This e-mail already has an account.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("user", "office", "role"),
                name="membership_once",
                violation_error_message="This person already has this role in this office.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="membership_dates_in_order",
                violation_error_message="The last day comes before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "administrative_officer",
                            "administrator",
                            "asst_assessor",
                            "auditor",
                            "director",
                            "plan_manager",
                            "social_worker",
                        ],
                    )
                ),
                name="membership_role_known",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="acting_as_own_membership",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."acting_as_id" IS NOT NULL)',
                    func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM accounts_membership WHERE id = NEW.acting_as_id AND user_id = NEW.id\n                    ) THEN\n                        RAISE EXCEPTION 'a user can only act as one of their own memberships';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="e4dfe0c2f6e1e9b17e6796b85ae758f986c3ac41",
                    operation='INSERT OR UPDATE OF "acting_as_id"',
                    pgid="pgtrigger_acting_as_own_membership_d8029",
                    table="accounts_user",
                    when="BEFORE",
                ),
            ),
        ),
    ]
