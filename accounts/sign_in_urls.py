"""Sign-in, second factor, forgotten password. The names are the ones allauth looks for.

What is not here is closed: nobody signs up, changes e-mail or signs in with a password alone.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as reserve_codes
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from accounts.views import sign_in

urlpatterns = [
    path("accedi/", sign_in.SignIn.as_view(), name="account_login"),
    path("accedi/codice/", sign_in.Code.as_view(), name="mfa_authenticate"),
    path("accedi/conferma/", sign_in.FreshCode.as_view(), name="mfa_reauthenticate"),
    path("accedi/disattivato/", login_not_required(account.account_inactive), name="account_inactive"),
    path("accedi/recupero/", account.password_reset, name="account_reset_password"),
    path("accedi/recupero/inviato/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "accedi/recupero/fatto/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accedi/recupero/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("esci/", sign_in.sign_out, name="account_logout"),
    path("profilo/sicurezza/", mfa.index, name="mfa_index"),
    path("profilo/sicurezza/app/", sign_in.Activate.as_view(), name="mfa_activate_totp"),
    path("profilo/sicurezza/app/cambia/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("profilo/sicurezza/codici/", reserve_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "profilo/sicurezza/codici/nuovi/",
        reserve_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
