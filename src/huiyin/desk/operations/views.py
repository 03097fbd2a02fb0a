"""How the desk is, for who runs the machine: work, mails, backups, room on the disk, and what to do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from huiyin.desk.accounts.gates import team_only
from huiyin.desk.accounts.requests import SignedInRequest
from huiyin.desk.operations.desk_state import describe_desk


@require_safe
@team_only
def show_state(request: SignedInRequest) -> HttpResponse:
    """Each part of the desk: whether it is well, what tells so, and what to do where it is not."""
    return render(request, "operations/machine.html", {"state": describe_desk()})
