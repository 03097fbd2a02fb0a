from huiyin.desk.core import registration


class ExportsConfig(registration.DeskApp):
    name = "huiyin.desk.exports"
    label = "exports"

    def register(self) -> None:
        from huiyin.desk.consultations.api import withdrawal
        from huiyin.desk.exports import api
        from huiyin.desk.jobs.api import KINDS, JobKind

        KINDS.add("export", JobKind(api.export_all))
        withdrawal.AFTERWARDS.add(api.drop_exports)
