"""The screens of the second factor: setting it up, giving a code, the recovery codes, and what the account says of it."""

from __future__ import annotations

import logging
import math
from base64 import b32encode
from binascii import unhexlify
from typing import Any

import django_otp
import segno
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from editorial import second_factor
from editorial.second_factor import Missing, TooManyTriesError
from editorial.views.desk import DeskView

logger = logging.getLogger(__name__)

# Where a visit keeps the key it offers: what another visit was shown must never become somebody's second factor.
_KEY = "second_factor_key"


class CodeForm(forms.Form):
    """A code to type."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false", "autocapitalize": "none"}),
    )


class _CodeView(FormView):
    """A screen that asks for a code, and leads on to where the person was going."""

    form_class = CodeForm

    def next_address(self) -> str:
        """Where to go afterwards, within the site."""
        wanted = str(self.request.POST.get("next") or self.request.GET.get("next") or "")
        is_ours = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, require_https=self.request.is_secure())
        return wanted if is_ours else reverse("wagtailadmin_home")

    def refuse(self, form: Any, message: str) -> HttpResponse:
        """Shows the screen again, with the field empty: a code is typed anew."""
        form.add_error("code", message)
        form.data = {**form.data.dict(), "code": ""}
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and the way on."""
        return super().get_context_data(next=self.next_address(), **kwargs)


class SetUpView(_CodeView):
    """Shares a key with a telephone, then shows the recovery codes, once."""

    template_name = "editorial/second_factor/set_up.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who has a second factor gives its code before taking another one."""
        if second_factor.missing(request.user) is Missing.CODE:
            return redirect("editorial_second_factor_verify")
        if request.method == "POST" and _KEY not in request.session:
            # Sent twice: the first time did it.
            return redirect("editorial_second_factor")
        self.key = request.session.setdefault(_KEY, second_factor.new_key())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Keeps the telephone, and shows the codes in the very answer: nothing shows them a second time."""
        device = second_factor.set_up(self.request.user, self.key, form.cleaned_data["code"])
        if device is None:
            return self.refuse(form, _("This is not the code that the telephone should show now. Check its clock, and type the next one."))
        del self.request.session[_KEY]
        _let_in(self.request, device)
        return _show_codes(self.request, self.next_address())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The key, drawn and in letters."""
        address = second_factor.address_for_telephone(self.request.user, self.key)
        letters = b32encode(unhexlify(self.key)).decode("ascii")
        groups = [letters[start : start + 4] for start in range(0, len(letters), 4)]
        is_required = second_factor.is_required_of(self.request.user)
        return super().get_context_data(drawing=_drawing(address), key=" ".join(groups), is_required=is_required, **kwargs)


class VerifyView(_CodeView):
    """Asks for the code after the password."""

    template_name = "editorial/second_factor/verify.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Nothing to ask where a code was given, or there is no second factor to ask for."""
        if second_factor.missing(request.user) is not Missing.CODE:
            return redirect(self.next_address())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Lets in who gives a right code."""
        user = self.request.user
        try:
            device = second_factor.verify(user, form.cleaned_data["code"])
        except TooManyTriesError as refused:
            seconds = math.ceil((refused.until - timezone.now()).total_seconds())
            return self.refuse(form, _("Too many wrong codes. Seconds to wait before the next try: %(seconds)d.") % {"seconds": seconds})
        if device is None:
            logger.warning("A wrong code was given for the second factor of user %s.", user.pk)
            return self.refuse(form, _("This code is wrong, or was used already."))
        _let_in(self.request, device)
        if second_factor.is_recovery(device):
            left = second_factor.recovery_codes_left(user)
            text = _("This recovery code is used up. Codes left: %(left)d. If the telephone is lost, set another one up in your account.")
            messages.warning(self.request, text % {"left": left})
        return redirect(self.next_address())


class SecondFactorView(DeskView, TemplateView):
    """What the account says of the second factor: set it up, new recovery codes, do without."""

    page_title = gettext_lazy("Second factor")
    header_icon = "lock"
    template_name = "editorial/second_factor/overview.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """New recovery codes, or an end of it where nobody requires it."""
        if not second_factor.is_verified(request.user):
            raise PermissionDenied
        if "codes" in request.POST:
            return _show_codes(request, reverse("editorial_second_factor"))
        if "off" in request.POST:
            if second_factor.is_required_of(request.user):
                raise PermissionDenied
            second_factor.take_away(request.user)
            messages.success(request, _("Your password alone opens your account now."))
        return redirect("editorial_second_factor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What there is."""
        user = self.request.user
        return super().get_context_data(
            is_set_up=second_factor.is_set_up(user),
            is_required=second_factor.is_required_of(user),
            codes_left=second_factor.recovery_codes_left(user),
            **kwargs,
        )


def _let_in(request: HttpRequest, device: Any) -> None:
    django_otp.login(request, device)
    # Whoever knew the number of the visit before knows it no more.
    request.session.cycle_key()


def _show_codes(request: HttpRequest, next_address: str) -> HttpResponse:
    codes = second_factor.new_recovery_codes(request.user)
    return render(request, "editorial/second_factor/codes.html", {"codes": codes, "next": next_address})


def _drawing(address: str) -> SafeString:
    """The QR code as SVG: made of squares alone, nothing of the address stands in it as text."""
    return SafeString(segno.make(address, error="m", micro=False).svg_inline(scale=4, dark="#000", light="#fff"))
