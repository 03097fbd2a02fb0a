from huiyin.desk.core import registration


class ConsultationsConfig(registration.DeskApp):
    name = "huiyin.desk.consultations"
    label = "consultations"

    def register(self) -> None:
        from django.db.models.signals import post_delete, pre_delete

        from huiyin.desk.accounts.permissions import Action, Role
        from huiyin.desk.audit.places import PLACES as ENTRY_PLACES
        from huiyin.desk.consultations import (
            followed_things,
            initiative_facts,
            mails,
            network_parts,
            search_sources,
            vote_witnesses,
            written_drafts,
        )
        from huiyin.desk.consultations.api import (
            arriving_files,
            comments,
            drafts,
            group_updates,
            intake_followups,
            intakes,
            maps,
            repeated_words,
            votes,
        )
        from huiyin.desk.consultations.api.job_subjects import delete_jobs
        from huiyin.desk.consultations.api.tallies import follow_draft
        from huiyin.desk.consultations.models import Consultation
        from huiyin.desk.consultations.overview import PARTS
        from huiyin.desk.consultations.prompts import PROMPTS, Prompt
        from huiyin.desk.consultations.views import overview, search
        from huiyin.desk.consultations.views.audit import find_entry_places
        from huiyin.desk.initiatives import hooks as initiative_hooks
        from huiyin.desk.jobs.api import KINDS as JOBS
        from huiyin.desk.jobs.api import JobKind
        from huiyin.desk.laws.api import expression_saved
        from huiyin.desk.laws.hooks import DRAFT_USES
        from huiyin.desk.networks.duties import DUTIES
        from huiyin.desk.networks.hooks import NEWS as NETWORK_NEWS
        from huiyin.desk.networks.hooks import PAGE_PARTS
        from huiyin.desk.notifications import reminders
        from huiyin.desk.notifications.followings import FOLLOWED, FollowedKind
        from huiyin.desk.notifications.outbox import KINDS as MAILS
        from huiyin.desk.notifications.outbox import MailKind

        ENTRY_PLACES.fill(find_entry_places)
        # Before deletion: if the organisation is deleted with the seat, its votes no longer refer
        # to it afterwards.
        pre_delete.connect(vote_witnesses.remember_who_saw, sender="registry.Seat")
        post_delete.connect(delete_jobs, sender=Consultation)
        expression_saved.connect(follow_draft)
        DRAFT_USES.add(written_drafts.list_uses)

        DUTIES.add(network_parts.list_duties)
        PAGE_PARTS.add(network_parts.list_page_consultations)
        NETWORK_NEWS.add(network_parts.list_network_news)
        FOLLOWED.add(
            "consultation",
            FollowedKind(
                followed_things.find_consultation_thing, followed_things.list_consultation_news
            ),
        )
        FOLLOWED.add(
            "provision",
            FollowedKind(followed_things.find_provision_thing, followed_things.list_provision_news),
        )
        followed_things.NEWS.add(followed_things.list_stage_news, followed_things.list_comment_news)

        JOBS.add(drafts.READING, JobKind(drafts.read_draft, seen_by=Action.PREPARE))
        JOBS.add(
            "take_in",
            JobKind(intakes.take_in, seen_by=Action.TAKE_IN, abandon=intakes.abandon_intake),
        )
        JOBS.add(
            arriving_files.JOINING,
            JobKind(arriving_files.join_file, seen_by=Action.TAKE_IN),
        )
        JOBS.add("settle", JobKind(intake_followups.settle_intake, seen_by=Action.TAKE_IN))
        JOBS.add("group", JobKind(group_updates.regroup_comments))
        JOBS.add("map", JobKind(maps.update_map))

        initiative_hooks.CONSULTATIONS.fill(initiative_facts.map_facts)
        initiative_hooks.OFFERED.fill(initiative_facts.list_offered)
        initiative_hooks.HAND_OVER.fill(initiative_facts.hand_over)
        initiative_hooks.SPOKEN.fill(initiative_facts.list_spoken)

        MAILS.add("comments", MailKind(mails.comments_receipt))
        MAILS.add("intake", MailKind(mails.intake_receipt))
        MAILS.add("closing", MailKind(mails.closing_words))
        MAILS.add("voting", MailKind(mails.voting_words))
        MAILS.add("last_vote", MailKind(mails.last_vote_words))
        reminders.REMINDERS.add(
            mails.list_closing_reminders,
            mails.list_voting_reminders,
            mails.list_last_vote_reminders,
        )
        reminders.SOURCES.add(mails.list_news)

        PROMPTS.add(
            Prompt(
                Action.COMMENT, frozenset({Role.DELEGATE}), "consultation", comments.find_commented
            ),
            Prompt(Action.VOTE, frozenset({Role.DELEGATE}), "vote", votes.find_voted),
        )
        PARTS.add(overview.describe_comments, initiative_facts.describe_initiatives)
        repeated_words.PLACES.add(repeated_words.list_own_places)
        search_sources.SOURCES.add(*search.OWN_SOURCES)
