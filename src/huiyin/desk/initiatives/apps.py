from huiyin.desk.core import registration


class InitiativesConfig(registration.DeskApp):
    name = "huiyin.desk.initiatives"
    label = "initiatives"

    def register(self) -> None:
        from huiyin.desk.directory.hooks import ACT_SOURCES, ActSource
        from huiyin.desk.initiatives.api import lists

        ACT_SOURCES.add(ActSource("initiatives", lists.list_public_acts))
