from huiyin.desk.core import registration


class LawsConfig(registration.DeskApp):
    name = "huiyin.desk.laws"
    label = "laws"
