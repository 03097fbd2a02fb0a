from huiyin.desk.core import registration


class ApiConfig(registration.DeskApp):
    name = "huiyin.desk.api"
    label = "api"

    def register(self) -> None:
        from huiyin.desk.api.api import dumps
        from huiyin.desk.api.resources import (
            consultations,
            initiatives,
            ledger,
            library,
            registry,
        )
        from huiyin.desk.api.resources.resource import RESOURCES
        from huiyin.desk.jobs.api import KINDS, JobKind

        KINDS.add(dumps.JOB, JobKind(dumps.make_dump))
        RESOURCES.add(
            registry.ORGANISATIONS,
            registry.FOCUSES,
            registry.NETWORKS,
            initiatives.INITIATIVES,
            initiatives.GOALS,
            consultations.CONSULTATIONS,
            consultations.PROVISIONS,
            consultations.COMMENTS,
            consultations.GROUPS,
            consultations.STATEMENTS,
            consultations.PROPOSALS,
            consultations.SUGGESTIONS,
            consultations.REPLIES,
            consultations.UPTAKE,
            ledger.EXCHANGES,
            ledger.FIGURES,
            library.WORKS,
            library.NEWS,
        )
