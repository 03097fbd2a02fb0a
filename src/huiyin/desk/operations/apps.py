from huiyin.desk.core import registration


class OperationsConfig(registration.DeskApp):
    name = "huiyin.desk.operations"
    label = "operations"
