"""The pages of allauth with what our demo and our second factor add."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect

from accounts import demo, second_factor
from accounts.throttle import WAIT


class SignIn(LoginView):
    def get_success_url(self):
        """Where the person was going; the front door only means 'my first page', and roles differ."""
        url = super().get_success_url()
        return None if url == settings.LOGIN_REDIRECT_URL else url

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"hints": demo.sign_in_hints(self.request)}


class Code(AuthenticateView):
    def get_context_data(self, **kwargs):
        hint = demo.code_hint(self.stage.login.user)
        return super().get_context_data(**kwargs) | {
            "demo_code": hint,
            "minutes": int(WAIT.total_seconds() // 60),
        }


class FreshCode(ReauthenticateView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"demo_code": demo.code_hint(self.request.user)}


class Activate(ActivateTOTPView):
    """The code that activates the app counts as the second factor of this session, and is spent."""

    def form_valid(self, form):
        response = super().form_valid(form)
        app = self.request.user.authenticator_set.get(type="totp")
        second_factor.close_current_period(app)
        record_authentication(
            self.request, self.request.user, "mfa", id=app.pk, type=app.type, reauthenticated=True
        )
        self.request.session.cycle_key()
        return response


def sign_out(request):
    """Leaving is one click, with a POST: a link from another site must not sign anybody out."""
    if request.method == "POST":
        logout(request)
        return redirect("account_login")
    return redirect("accounts:profile")
