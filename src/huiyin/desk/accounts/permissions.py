"""Permissions: one table of action × role × stage.

Code calls :func:`has_permission`; tests try every page in every role at every stage against :data:`TABLE`;
``docs/*/permissions.md`` is generated from it. To change a permission, change the table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum


class Role(StrEnum):
    """A person's role in one consultation; somebody may have several."""

    READER = "reader"  # anyone, without an account
    DELEGATE = "delegate"  # speaks for a member organisation that is invited
    COORDINATOR = "coordinator"  # of the network that the consultation is held in
    CONVENER = "convener"  # a coordinator whose network opened it of itself; a coordinator too
    SECRETARIAT = "secretariat"  # keeps the desk, and enters things on behalf of everybody else
    OFFICER = "officer"  # of the authority that the consultation addresses
    INITIATOR = (
        "initiator"  # of the authority that opened it; an officer too where it addresses itself
    )
    ADDRESSEE = "addressee"  # an officer of a further authority that the proposal was handed to
    OPERATOR = "operator"  # runs the machine


class Stage(StrEnum):
    """The stages of a consultation, in order."""

    PREPARING = "preparing"
    COMMENTING = "commenting"
    GROUPING = "grouping"
    DELIBERATING = "deliberating"
    DRAFTING = "drafting"
    SIGNING = "signing"
    REPLYING = "replying"
    TRACING = "tracing"
    CLOSED = "closed"


class Action(StrEnum):
    """What can be done in a consultation."""

    SEE = "see"  # the law, public comments, groups, statements, the proposal, replies, uptake
    PREPARE = "prepare"  # upload and mend the draft; set window, invited, stages
    MOVE = "move"  # to the next stage or back
    COMMENT = "comment"
    WITHDRAW = "withdraw"  # one's own comment
    TAKE_IN = "take_in"  # import tables, Word files, mails
    SEE_PRIVATE = "see_private"  # private comments, and who wrote them
    GROUP = "group"  # merge, split, rename, set aside
    STATE = "state"  # make statements of groups, moderate them
    VOTE = "vote"
    SEE_MAP = "see_map"
    DRAFT = "draft"
    REMARK = "remark"  # comment on the joint proposal
    SIGN = "sign"
    DIFFER = "differ"  # attach a minority opinion: one's own, or for an organisation that sent it
    SUBMIT = "submit"
    FORWARD = "forward"  # hand statements and suggestions up to the umbrella or a network above
    RECEIVE = "receive"  # what a network forwarded: take it, amend it, send it back
    REPLY = "reply"
    HAND_ON = (
        "hand_on"  # what was handed in to a further authority; enter what that answered on paper
    )
    REPLY_FURTHER = "reply_further"  # for a further authority; its officers for their own alone
    ENACT = "enact"  # upload the enacted text
    CONFIRM = "confirm"  # or overrule, what was traced
    EXPORT = "export"  # what is public
    EXPORT_ALL = "export_all"  # what is not, too
    AUDIT = "audit"


_ALL = tuple(Stage)
_PUBLIC = _ALL[1:]


def _list_stages(first: Stage, last: Stage = Stage.CLOSED) -> tuple[Stage, ...]:
    return _ALL[_ALL.index(first) : _ALL.index(last) + 1]


R, S, A = Role, Stage, Action
_TEAM = (R.SECRETARIAT, R.COORDINATOR)
#: Whose consultation it is before publication: whoever opened it, and the secretariat, which enters
#: it for them.
_OPENED = (R.SECRETARIAT, R.CONVENER, R.INITIATOR)
_EVERYONE = tuple(Role)

#: Action → role → the stages in which the role may do it. A draft and its window belong to whoever
#: opened the consultation; members' contributions and the proposal to their network; replies to the
#: authority that is asked. An authority's own consultation is published by the secretariat only, so
#: that no network is consulted without the desk's agreement.
TABLE: Mapping[Action, Mapping[Role, Collection[Stage]]] = {
    A.SEE: {
        **dict.fromkeys(_EVERYONE, _PUBLIC),
        **dict.fromkeys(_OPENED, _ALL),
    },
    A.PREPARE: dict.fromkeys(_OPENED, (S.PREPARING, S.COMMENTING)),
    A.MOVE: {
        R.COORDINATOR: _PUBLIC,
        **dict.fromkeys((R.SECRETARIAT, R.CONVENER), _ALL),
    },
    A.COMMENT: dict.fromkeys((R.DELEGATE, *_TEAM), (S.COMMENTING,)),
    A.WITHDRAW: dict.fromkeys((R.DELEGATE, *_TEAM), _PUBLIC),
    A.TAKE_IN: dict.fromkeys(_TEAM, (S.COMMENTING, S.GROUPING)),
    A.SEE_PRIVATE: {
        R.COORDINATOR: _PUBLIC,
        **dict.fromkeys((R.SECRETARIAT, R.CONVENER), _ALL),
    },
    A.GROUP: dict.fromkeys(_TEAM, (S.COMMENTING, S.GROUPING, S.DELIBERATING)),
    A.STATE: dict.fromkeys(_TEAM, (S.GROUPING, S.DELIBERATING)),
    A.VOTE: {R.DELEGATE: (S.DELIBERATING,)},
    A.SEE_MAP: {
        **dict.fromkeys(_EVERYONE, _list_stages(S.DRAFTING)),
        **dict.fromkeys((R.DELEGATE, *_TEAM), _list_stages(S.DELIBERATING)),
    },
    A.DRAFT: dict.fromkeys(_TEAM, (S.DRAFTING, S.SIGNING)),
    A.REMARK: dict.fromkeys((R.DELEGATE, *_TEAM), (S.DRAFTING, S.SIGNING)),
    A.SIGN: {R.DELEGATE: (S.SIGNING,)},
    A.DIFFER: dict.fromkeys((R.DELEGATE, *_TEAM), (S.SIGNING,)),
    A.SUBMIT: {R.SECRETARIAT: (S.SIGNING,)},
    A.FORWARD: dict.fromkeys(_TEAM, _list_stages(S.GROUPING)),
    A.RECEIVE: dict.fromkeys(_TEAM, _list_stages(S.COMMENTING)),
    A.HAND_ON: dict.fromkeys(_TEAM, (S.REPLYING, S.TRACING)),
    A.REPLY_FURTHER: dict.fromkeys((R.ADDRESSEE, *_TEAM), (S.REPLYING, S.TRACING)),
    A.REPLY: dict.fromkeys((R.OFFICER, R.SECRETARIAT), (S.REPLYING, S.TRACING)),
    A.ENACT: dict.fromkeys((*_TEAM, R.OFFICER), (S.REPLYING, S.TRACING)),
    A.CONFIRM: dict.fromkeys(_TEAM, (S.TRACING,)),
    A.EXPORT: dict.fromkeys(_EVERYONE, _PUBLIC),
    A.EXPORT_ALL: {R.SECRETARIAT: _ALL},
    A.AUDIT: {R.SECRETARIAT: _ALL, R.OPERATOR: _PUBLIC},
}


def has_permission(roles: Collection[Role], action: Action, stage: Stage | str) -> bool:
    """Whether one of ``roles`` may do ``action`` while the consultation stands at ``stage``."""
    granted = TABLE[action]
    return any(Stage(stage) in granted.get(role, ()) for role in roles)


# ---- initiatives -------------------------------------------------------------------------------------


class InitiativeState(StrEnum):
    """The state of an initiative; text ``initiative.state.<state>``."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    GIVEN_UP = "given_up"


class InitiativeDeed(StrEnum):
    """What can be done with an initiative; text ``permissions.initiative.<deed>``."""

    SEE = "see"
    DESCRIBE = "describe"  # names, state, organisations, documents, pictures, money, results
    TIE = "tie"  # to goals and consultations; look and find no goal
    INQUIRE = "inquire"  # ask many authorities at once, and enter what they answer
    RELATE = "relate"  # what it grew from and into; split it
    FOUND = "found"  # let it become a network, which gives people rights


_IN_HAND = (InitiativeState.PLANNED, InitiativeState.RUNNING)
_WHENEVER = tuple(InitiativeState)
#: Deed → role → the states in which the role may do it. A delegate here speaks for an organisation
#: that leads the initiative today, a coordinator for the network that owns it. Readers do not see
#: one that is not public.
INITIATIVE_TABLE: Mapping[InitiativeDeed, Mapping[Role, Collection[InitiativeState]]] = {
    InitiativeDeed.SEE: dict.fromkeys((R.READER, R.DELEGATE, R.COORDINATOR, R.SECRETARIAT), _WHENEVER),
    InitiativeDeed.DESCRIBE: {**dict.fromkeys(_TEAM, _WHENEVER), R.DELEGATE: _IN_HAND},
    InitiativeDeed.TIE: dict.fromkeys(_TEAM, _WHENEVER),
    InitiativeDeed.INQUIRE: {**dict.fromkeys(_TEAM, _WHENEVER), R.DELEGATE: _IN_HAND},
    InitiativeDeed.RELATE: dict.fromkeys(_TEAM, _WHENEVER),
    InitiativeDeed.FOUND: {R.SECRETARIAT: (*_IN_HAND, InitiativeState.ENDED)},
}  # fmt: skip


def has_deed(roles: Collection[Role], deed: InitiativeDeed, state: InitiativeState | str) -> bool:
    """Whether one of ``roles`` may do ``deed`` with an initiative in ``state``."""
    granted = INITIATIVE_TABLE[deed]
    return any(InitiativeState(state) in granted.get(role, ()) for role in roles)


class Standing(StrEnum):
    """The relation of an organisation to a network."""

    OUTSIDE = "outside"
    ASKED = "asked"  # it asked to join, and nobody has answered
    INVITED = "invited"  # it was invited, and has not answered
    MEMBER = "member"


class NetworkAction(StrEnum):
    """What can be done in a network, for an organisation or with the network as a whole."""

    ASK = "ask"  # to join
    WITHDRAW = "withdraw"  # what one's organisation asked
    ADMIT = "admit"  # accept or decline who asked
    INVITE = "invite"
    RECALL = "recall"  # an invitation
    ANSWER = "answer"  # an invitation
    LEAVE = "leave"
    FOLLOW_WORK = "follow_work"  # what waits for one's own organisation
    LEAD = "lead"  # what waits for whom; remind
    DESCRIBE = "describe"  # description, charter


N = NetworkAction
_LED = (R.SECRETARIAT, R.COORDINATOR)
_ANY = tuple(Standing)
#: Action → role → the standings in which it is allowed. Joining takes two sides: an organisation
#: becomes a member only if both its delegate and somebody of the network have agreed. The
#: secretariat enters what either told it in the list of members (``networks/<number>/``).
NETWORK_TABLE: Mapping[NetworkAction, Mapping[Role, Collection[Standing]]] = {
    N.ASK: {R.DELEGATE: (Standing.OUTSIDE,)},
    N.WITHDRAW: {R.DELEGATE: (Standing.ASKED,)},
    N.ADMIT: dict.fromkeys(_LED, (Standing.ASKED,)),
    N.INVITE: dict.fromkeys(_LED, (Standing.OUTSIDE,)),
    N.RECALL: dict.fromkeys(_LED, (Standing.INVITED,)),
    N.ANSWER: {R.DELEGATE: (Standing.INVITED,)},
    N.LEAVE: {R.DELEGATE: (Standing.MEMBER,)},
    N.FOLLOW_WORK: {**dict.fromkeys(_LED, _ANY), R.DELEGATE: (Standing.MEMBER,)},
    N.LEAD: dict.fromkeys(_LED, _ANY),
    N.DESCRIBE: dict.fromkeys(_LED, _ANY),
}


def has_network_permission(
    roles: Collection[Role], action: NetworkAction, standing: Standing
) -> bool:
    """Whether one of ``roles`` may do ``action`` for an organisation with this ``standing``."""
    granted = NETWORK_TABLE[action]
    return any(standing in granted.get(role, ()) for role in roles)
