from huiyin.desk.core import registration


class AccountsConfig(registration.DeskApp):
    name = "huiyin.desk.accounts"
    label = "accounts"

    def register(self) -> None:
        from allauth.account import signals as account_signals
        from allauth.mfa.models import Authenticator
        from allauth.mfa.signals import authentication_failed
        from django.contrib.auth import signals as auth_signals
        from django.db.models.signals import post_delete, post_save

        from huiyin.desk.accounts import account_events, devices, request_counts, sign_in_events
        from huiyin.desk.core import rate_limits

        rate_limits.SHARED_COUNTS.fill(request_counts.count_requests)
        auth_signals.user_logged_in.connect(devices.note_sign_in)
        account_signals.password_changed.connect(account_events.record_password_change)
        account_signals.password_set.connect(account_events.record_password_change)
        account_signals.password_reset.connect(account_events.record_password_reset)
        post_save.connect(account_events.note_factor_change, sender=Authenticator)
        post_delete.connect(account_events.note_factor_change, sender=Authenticator)

        auth_signals.user_login_failed.connect(sign_in_events.log_failed_sign_in)
        authentication_failed.connect(sign_in_events.wrong_code)
        account_signals.authentication_step_completed.connect(sign_in_events.log_passed_step)
        auth_signals.user_logged_in.connect(sign_in_events.log_sign_in)
        auth_signals.user_logged_out.connect(sign_in_events.log_sign_out)
