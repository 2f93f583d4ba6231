"""The forms of the sign-in pages. Paste is allowed everywhere; the tokens let password managers help."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts import second_factor, throttle


def _email_field(**attrs):
    return forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "class": "ctl", **attrs}),
    )


def _password_field(label, autocomplete):
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "ctl"}),
    )


def _code_field():
    return forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "ctl",
                "spellcheck": "false",
            }
        ),
    )


class SignInForm(LoginForm):
    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = _email_field(autofocus=not self.is_bound)
        self.fields["password"] = _password_field(_("Password"), "current-password")
        self.fields.pop("remember", None)  # shared desks: nobody is remembered
        self.order_fields(["login", "password"])


class _SpentCode:
    """One field that takes the code of the app or a reserve code, spends it, and counts the wrong ones."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field()

    def clean_code(self):
        request = context.request
        if throttle.must_wait(request, user=self.user):
            raise get_account_adapter().validation_error("too_many_login_attempts")
        self.authenticator = second_factor.spend(user=self.user, code=self.cleaned_data["code"])
        if self.authenticator is None:
            throttle.wrong_code(request, user=self.user)
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator.user = self.user
        throttle.right_code(user=self.user)
        return self.cleaned_data["code"]


class CodeForm(_SpentCode, AuthenticateForm):
    pass


class FreshCodeForm(_SpentCode, ReauthenticateForm):
    pass


class ActivateForm(ActivateTOTPForm):
    """The first code of a new app shows that the phone has read the seed."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field()

    def clean_code(self):
        code = "".join(self.cleaned_data["code"].split())
        if not validate_totp_code(self.secret, code):
            raise forms.ValidationError(
                _("The code is not right. Check that the time of the phone is set by itself.")
            )
        return code


class ForgottenPasswordForm(ResetPasswordForm):
    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = _email_field()


class NewPasswordForm(ResetPasswordKeyForm):
    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"] = _password_field(_("New password"), "new-password")
        self.fields["password1"].help_text = _(
            "At least 14 characters. Four words that have nothing in common are fine."
        )
        self.fields["password2"] = _password_field(_("The same password again"), "new-password")

    def clean_password1(self):
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]
