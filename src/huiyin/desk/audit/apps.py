from huiyin.desk.core import registration


class AuditConfig(registration.DeskApp):
    name = "huiyin.desk.audit"
    label = "audit"

    def register(self) -> None:
        from huiyin.desk.accounts import hooks
        from huiyin.desk.audit import api

        hooks.RECORD.fill(api.record_audit_entry)
        hooks.LAST_EDITOR.fill(api.find_last_editor)
