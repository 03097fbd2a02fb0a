from huiyin.desk.core import registration


class RegistryConfig(registration.DeskApp):
    name = "huiyin.desk.registry"
    label = "registry"
