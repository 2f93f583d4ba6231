"""A person who signs in. What they may do comes from the membership they act as, never from the account."""

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.delegation import ALSO_DELEGABLE, DELEGABLE
from accounts.models.membership import Membership
from accounts.models.office import Office


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        offices = Office.objects.visible_to(user)
        return self.filter(pk__in=Membership.objects.filter(office__in=offices).values("user_id"))

    def with_membership(self):
        """Everything ``role``, ``office`` and ``plan_office`` read, in the same query."""
        return self.select_related("acting_as__office__parent")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        # Needed by `createsuperuser`. It opens nothing: permissions come from memberships alone.
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail"), unique=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    is_active = models.BooleanField(_("can sign in"), default=True)
    is_staff = models.BooleanField(default=False)
    # WCAG 2.1.4: keys of one letter can be switched off
    single_keys = models.BooleanField(_("keys of one letter in the lists"), default=True)
    date_joined = models.DateTimeField(_("added on"), default=timezone.now)
    acting_as = models.ForeignKey(
        Membership,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("acting as"),
    )

    # True while a colleague's delegation to approve holds here; set by the backend, which knows the day
    delegated = False
    rejects_in_place = False  # the same, when the delegation says that they may reject too

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("This e-mail already has an account."),
            ),
        ]
        triggers = [
            # Acting with somebody else's membership would be a way to any role: the database refuses it.
            pgtrigger.Trigger(
                name="acting_as_own_membership",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("acting_as_id"),
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__acting_as__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM accounts_membership WHERE id = NEW.acting_as_id AND user_id = NEW.id
                    ) THEN
                        RAISE EXCEPTION 'a user can only act as one of their own memberships';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}".strip()

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.first_name

    @property
    def initials(self):
        return (self.first_name[:1] + self.last_name[:1]).upper()

    @property
    def role(self):
        """The Role this person is acting in, or None."""
        return self.acting_as.policy if self.acting_as_id else None

    @property
    def role_label(self):
        return self.role.label if self.role else ""

    @property
    def office(self):
        return self.acting_as.office if self.acting_as_id else None

    @property
    def plan_office(self):
        """The Plan Office of the Ambito this person works in, or None."""
        return self.office.plan_office if self.office else None

    def has_perm(self, perm, obj=None):
        return False  # Django's own permissions open nothing here, not even to a superuser

    def has_module_perms(self, app_label):
        return False

    def may(self, permission):
        """True when the role this person is acting in holds the permission, or a colleague's delegation lends it.

        A superuser gets nothing more.
        """
        if not self.is_active or not self.role:
            return False
        lent = {DELEGABLE: self.delegated, ALSO_DELEGABLE: self.rejects_in_place}
        return permission in self.role.permissions or lent.get(permission, False)
