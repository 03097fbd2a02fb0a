from huiyin.desk.core import registration


class ProposalsConfig(registration.DeskApp):
    name = "huiyin.desk.proposals"
    label = "proposals"

    def register(self) -> None:
        from huiyin.desk.accounts.permissions import Action, Role
        from huiyin.desk.consultations.api import repeated_words
        from huiyin.desk.consultations.followed_things import NEWS as FOLLOW_NEWS
        from huiyin.desk.consultations.links import STATEMENT_NOTES
        from huiyin.desk.consultations.overview import PARTS
        from huiyin.desk.consultations.prompts import PROMPTS, Prompt
        from huiyin.desk.consultations.search_sources import SOURCES, SearchSource
        from huiyin.desk.consultations.tabs import TABS
        from huiyin.desk.directory.hooks import ACT_SOURCES, ActSource
        from huiyin.desk.initiatives.hooks import WAITING
        from huiyin.desk.networks.duties import DUTIES
        from huiyin.desk.networks.hooks import NEWS as NETWORK_NEWS
        from huiyin.desk.notifications import reminders
        from huiyin.desk.notifications.outbox import KINDS, MailKind
        from huiyin.desk.proposals import (
            consultation_parts,
            forwarding_mails,
            forwarding_notes,
            mails,
            network_parts,
        )
        from huiyin.desk.proposals.api import forwardings, signatures
        from huiyin.desk.proposals.api.public_acts import list_minority_opinions, list_signatures
        from huiyin.desk.proposals.repeated_words import list_places

        KINDS.add("signed", MailKind(mails.signed_receipt))
        KINDS.add("sign", MailKind(mails.sign_words))
        KINDS.add("sign_again", MailKind(mails.sign_again_words))
        reminders.REMINDERS.add(mails.list_signing_reminders)
        reminders.SOURCES.add(mails.list_news)

        WAITING.fill(forwardings.count_waiting_in)
        DUTIES.add(network_parts.list_duties)
        FOLLOW_NEWS.add(network_parts.list_version_news)

        STATEMENT_NOTES.add(forwarding_notes.list_statement_notes)
        TABS.add(forwarding_notes.find_outgoing_tab, forwarding_notes.find_incoming_tab)
        KINDS.add("forwarded", MailKind(forwarding_mails.forwarded_words))
        KINDS.add("forward_settled", MailKind(forwarding_mails.settled_words))
        reminders.SOURCES.add(forwarding_mails.list_news)
        NETWORK_NEWS.add(forwarding_mails.list_network_news)
        FOLLOW_NEWS.add(forwarding_mails.list_follow_news)

        PROMPTS.add(
            Prompt(Action.SIGN, frozenset({Role.DELEGATE}), "proposal", signatures.find_signed)
        )
        PARTS.add(consultation_parts.describe_proposal)
        TABS.add(consultation_parts.find_tab)
        repeated_words.PLACES.add(list_places)
        SOURCES.add(
            SearchSource(
                "suggestions", consultation_parts.search_suggestions, consultation_parts.list_hits
            )
        )
        ACT_SOURCES.add(
            ActSource("signatures", list_signatures),
            ActSource("minority-opinions", list_minority_opinions),
        )
