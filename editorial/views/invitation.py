"""Inviting somebody into a team, and accepting: the account is made by its owner, with a password nobody else knows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin import messages

from editorial import mails, teams
from editorial.models import Invitation
from editorial.views.desk import DeskView


class InvitationForm(forms.ModelForm):
    """Whom to invite, and where."""

    class Meta:
        model = Invitation
        fields = ("email", "group")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["group"]
        # Teams only: no other group can be reached from here.
        choice.queryset = Group.objects.filter(Q(edits_for__isnull=False) | Q(publishes_for__isnull=False)).order_by("name")

    def clean_email(self) -> str:
        """Refuses an address that has an account."""
        email = str(self.cleaned_data["email"])
        if get_user_model()._default_manager.filter(email__iexact=email).exists():
            raise ValidationError(_("This address has an account already."))
        return email


class InviteView(DeskView, FormView):
    """A coordinator invites an address into a team."""

    page_title = gettext_lazy("Invite somebody")
    header_icon = "user"
    template_name = "editorial/invite.html"
    form_class = InvitationForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For the coordination alone."""
        if not teams.is_coordinator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Writes the invitation and mails the link."""
        form.instance.invited_by = self.request.user
        invitation = form.save()
        context = {"team": invitation.group.name, "link": mails.address_of("editorial_accept", invitation.token)}
        mails.send_to_address("invitation", invitation.email, get_language() or "fr", context)
        messages.success(self.request, _("%(email)s was invited: the link works once, for seven days.") % {"email": invitation.email})
        return redirect("wagtailadmin_home")


class AcceptForm(forms.Form):
    """The new account."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)
    password = forms.CharField(
        label=gettext_lazy("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=gettext_lazy("At least twelve characters."),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """As strict as everywhere."""
        password = str(self.cleaned_data["password"])
        user = get_user_model()(username=self.email, email=self.email, first_name=self.cleaned_data.get("first_name", ""))
        password_validation.validate_password(password, user)
        return password


@never_cache
@transaction.atomic
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Makes the account of somebody invited; the link is used up with it."""
    invitation = Invitation.open_with(token)
    if invitation is not None:
        # Of two windows, the second finds the invitation used.
        invitation = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation.pk, used_at=None).first()
    users = get_user_model()._default_manager
    if invitation is None or users.filter(Q(username__iexact=invitation.email) | Q(email__iexact=invitation.email)).exists():
        return render(request, "editorial/invitation_over.html", status=410)
    form = AcceptForm(request.POST if request.method == "POST" else None, email=invitation.email)
    if not form.is_valid():
        return render(request, "editorial/accept.html", {"form": form, "invitation": invitation})
    user = get_user_model()(
        username=invitation.email,
        email=invitation.email,
        first_name=form.cleaned_data["first_name"],
        last_name=form.cleaned_data["last_name"],
    )
    user.set_password(form.cleaned_data["password"])
    user.save()
    user.groups.add(invitation.group)
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    return redirect("wagtailadmin_login")
