from huiyin.desk.core import registration


class ProposalsConfig(registration.DeskApp):
    name = "huiyin.desk.proposals"
    label = "proposals"

    def register(self) -> None:
        from huiyin.desk.accounts.permissions import Action, Role
        from huiyin.desk.consultations.api import repeated_words
        from huiyin.desk.consultations.overview import PARTS
        from huiyin.desk.consultations.prompts import PROMPTS, Prompt
        from huiyin.desk.consultations.search_sources import SOURCES, SearchSource
        from huiyin.desk.consultations.tabs import TABS
        from huiyin.desk.directory.hooks import ACT_SOURCES, ActSource
        from huiyin.desk.notifications import reminders
        from huiyin.desk.notifications.outbox import KINDS, MailKind
        from huiyin.desk.proposals import consultation_parts, mails
        from huiyin.desk.proposals.api import signatures
        from huiyin.desk.proposals.api.public_acts import list_minority_opinions, list_signatures
        from huiyin.desk.proposals.repeated_words import list_places

        KINDS.add("signed", MailKind(mails.signed_receipt))
        KINDS.add("sign", MailKind(mails.sign_words))
        KINDS.add("sign_again", MailKind(mails.sign_again_words))
        reminders.REMINDERS.add(mails.list_signing_reminders)
        reminders.SOURCES.add(mails.list_news)

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
