from huiyin.desk.core import registration


class JobsConfig(registration.DeskApp):
    name = "huiyin.desk.jobs"
    label = "jobs"

    def register(self) -> None:
        from huiyin.desk.jobs import api, tasks

        tasks.RUN_JOB.fill(api.run_job)
