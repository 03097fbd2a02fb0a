"""How a state looks: each has a tone and an icon of its own, and never shows by its tone alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """``tone``: a class of the style sheet, by what the state means to a reader; ``icon``: what it is drawn as."""

    tone: str
    icon: str


#: Nothing is decided yet, or nothing follows from it.
_OPEN = Look("open", "circle-dashed")

#: Key of the sentence that names a state → its look.
LOOKS = {
    # what the enacted text shows of a suggestion
    "trace.verdict.adopted": Look("good", "circle-check"),
    "trace.verdict.partly": Look("part", "circle-dot"),
    "trace.verdict.elsewhere": Look("part", "corner-up-right"),
    "trace.verdict.not_adopted": Look("bad", "circle-x"),
    "trace.verdict.reversed": Look("bad", "undo-2"),
    "trace.verdict.gone": Look("bad", "circle-slash"),
    "trace.verdict.needs_person": Look("open", "circle-question-mark"),
    # what an authority answers to it
    "run.reply.accepted": Look("good", "circle-check"),
    "run.reply.partly": Look("part", "circle-dot"),
    "run.reply.rejected": Look("bad", "circle-x"),
    "run.reply.considering": Look("open", "hourglass"),
    "run.reply.out_of_scope": Look("open", "circle-minus"),
    "run.reply.none": _OPEN,
    # what became of what a network forwarded
    "forward.state.waiting": Look("open", "hourglass"),
    "forward.state.taken": Look("good", "circle-check"),
    "forward.state.amended": Look("part", "pen-line"),
    "forward.state.sent_back": Look("bad", "undo-2"),
    "forward.state.withdrawn": Look("open", "circle-minus"),
    # where an organisation stands to a network
    "network.standing.outside": _OPEN,
    "network.standing.asked": Look("open", "hourglass"),
    "network.standing.invited": Look("now", "send"),
    "network.standing.member": Look("good", "check"),
    "network.side.organisation": Look("now", "log-in"),
    "network.side.network": Look("open", "send"),
    # where a consultation stands
    "desk.stage.preparing": Look("open", "pencil"),
    "desk.stage.commenting": Look("now", "message-square-text"),
    "desk.stage.grouping": Look("now", "layers"),
    "desk.stage.deliberating": Look("now", "vote"),
    "desk.stage.drafting": Look("now", "pen-line"),
    "desk.stage.signing": Look("now", "signature"),
    "desk.stage.replying": Look("now", "reply"),
    "desk.stage.tracing": Look("now", "search"),
    "desk.stage.closed": Look("open", "check"),
    # what became of what somebody wrote
    "desk.comment.state.draft": Look("open", "pencil"),
    "desk.comment.state.sent": Look("good", "check"),
    "desk.comment.state.withdrawn": Look("open", "undo-2"),
    "desk.comment.private": Look("open", "eye-off"),
    "desk.comment.yours": Look("now", "user"),
    "desk.group.representative": Look("now", "message-square-text"),
    "desk.group.aside": Look("open", "circle-minus"),
    "statement.withheld": Look("part", "eye-off"),
    "statement.agree": Look("good", "check"),
    "statement.disagree": Look("bad", "x"),
    "statement.pass": Look("open", "minus"),
    # what a suggestion asks, and how a version differs from the one before
    "proposal.action.replace": Look("open", "arrow-left-right"),
    "proposal.action.insert": Look("open", "plus"),
    "proposal.action.delete": Look("open", "trash-2"),
    "proposal.action.keep": Look("open", "check"),
    "proposal.change.added": Look("good", "plus"),
    "proposal.change.dropped": Look("bad", "x"),
    "proposal.change.changed": Look("part", "pencil"),
    "proposal.change.same": Look("open", "check"),
    "proposal.settled": Look("good", "check"),
    "proposal.signed_now": Look("good", "check"),
    "proposal.state_fixed": Look("good", "lock"),
    "proposal.state_written": Look("part", "pencil"),
    "repeats.fixed": Look("open", "lock"),
    # what is as it should be, and what somebody has to look at
    "desk.manage.no_problems": Look("good", "check"),
    "desk.manage.problems": Look("part", "triangle-alert"),
    "pairing.fine": Look("good", "check"),
    "pairing.wrong": Look("part", "triangle-alert"),
    "personal.answer_by": Look("part", "hourglass"),
    "foryou.new": Look("now", "bell"),
    "machine.is_well": Look("good", "circle-check"),
    "machine.is_ill": Look("bad", "triangle-alert"),
    # where an ask of the public record stands
    "exchange.state.answered": Look("good", "circle-check"),
    "exchange.state.withdrawn": Look("open", "undo-2"),
    "exchange.state.very_late": Look("bad", "triangle-alert"),
    "exchange.state.late": Look("bad", "hourglass"),
    "exchange.state.stands": Look("part", "circle-dot"),
    "exchange.state.due": Look("now", "calendar-days"),
    "exchange.state.open": Look("open", "circle-dashed"),
    "exchange.state.asleep": Look("open", "minus"),
    "exchange.state.partly": Look("part", "circle-dot"),
    "exchange.state.void": Look("bad", "circle-slash"),
    "exchange.embargoed": Look("part", "hourglass"),
    "exchange.visibility.members": Look("part", "users"),
    "exchange.visibility.secretariat": Look("bad", "eye-off"),
    # where an inquiry stands, and a table of its answers
    "inquiry.state.draft": Look("open", "pencil"),
    "inquiry.state.sent": Look("now", "send"),
    "inquiry.state.withdrawn": Look("open", "undo-2"),
    "inquiry.state.deleted": Look("bad", "undo-2"),
    "inquiry.table.waiting": Look("now", "search"),
    "inquiry.table.taken": Look("good", "check"),
    "inquiry.table.undone": Look("open", "undo-2"),
    "inquiry.overdue": Look("bad", "hourglass"),
    "inquiry.replaces": Look("part", "arrow-left-right"),
    # who may read a draft that is written here
    "draft.sharing_badge.editors": Look("open", "eye-off"),
    "draft.sharing_badge.network": Look("now", "users"),
    "draft.sharing_badge.public": Look("good", "check"),
    "draft.is_deleted": Look("bad", "undo-2"),
    # where a request for research stands, what became of an offer, where a work stands
    "research.state.open": Look("now", "circle-dashed"),
    "research.state.under_way": Look("now", "pen-line"),
    "research.state.delivered": Look("good", "send"),
    "research.state.closed": Look("good", "circle-check"),
    "research.state.withdrawn": Look("open", "undo-2"),
    "research.offer.made": Look("now", "reply"),
    "research.offer.accepted": Look("good", "check"),
    "research.offer.declined": Look("open", "x"),
    "research.offer.delivered": Look("good", "send"),
    "research.work.draft": Look("open", "pencil"),
    "research.work.published": Look("good", "circle-check"),
    "research.work.withdrawn": Look("bad", "undo-2"),
    "research.decision.used": Look("good", "circle-check"),
    "research.decision.not_used": Look("open", "circle-minus"),
    # where an initiative stands, how it stands to goals, what an invited founder answered
    "initiative.state.planned": Look("open", "circle-dashed"),
    "initiative.state.running": Look("now", "pen-line"),
    "initiative.state.ended": Look("good", "circle-check"),
    "initiative.state.given_up": Look("bad", "circle-slash"),
    "initiative.tie.tied": Look("good", "circle-check"),
    "initiative.tie.none": Look("part", "circle-minus"),
    "initiative.tie.unreviewed": Look("open", "circle-question-mark"),
    "initiative.founder.invited": Look("now", "hourglass"),
    "initiative.founder.accepted": Look("good", "check"),
    "initiative.founder.declined": Look("open", "x"),
    "initiative.not_public": Look("part", "eye-off"),
    # what an organisation says of its year
    "returns.state.none": Look("part", "circle-dashed"),
    "returns.state.draft": Look("open", "pencil"),
    "returns.state.sent": Look("now", "send"),
    "returns.state.asked_back": Look("part", "undo-2"),
    "returns.state.accepted": Look("good", "circle-check"),
    "returns.closed": Look("open", "lock"),
    "returns.openness.public": Look("now", "users"),
    "returns.openness.chosen": Look("part", "user"),
    "returns.openness.grouped": Look("open", "layers"),
    "directory.kind.member": Look("now", "users"),
    "directory.kind.authority": Look("open", "landmark"),
    "directory.ended": Look("open", "minus"),
    # people
    "account.sessions.this": Look("good", "check"),
    "desk.person.closed": Look("bad", "lock"),
    "desk.role.operator": Look("open", "settings"),
    "desk.role.secretariat": Look("open", "users"),
}


def find_look(key: str) -> Look:
    """The look of the state that the sentence ``key`` names; of one not listed that of what is open."""
    return LOOKS.get(key, _OPEN)
