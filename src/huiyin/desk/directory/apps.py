from huiyin.desk.core import registration


class DirectoryConfig(registration.DeskApp):
    name = "huiyin.desk.directory"
    label = "directory"

    def register(self) -> None:
        from huiyin.desk.directory.api import figures
        from huiyin.desk.jobs.api import KINDS as JOBS
        from huiyin.desk.jobs.api import JobKind
        from huiyin.desk.registry.api.current_facts import facts_changed

        JOBS.add(figures.KIND, JobKind(figures.compute_figures))
        facts_changed.connect(figures.follow_facts)
