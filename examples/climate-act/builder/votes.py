"""Votes of 60 organisations and 120 other delegates: common ground, three camps, and noise."""

from __future__ import annotations

import random

#: What nearly everybody agrees with.
COMMON = ("t01", "t04", "t10", "t13", "t19", "t20", "t25", "t26", "t30")
#: What each camp holds; the others mostly do not.
CAMPS = {
    "professional": ("t07", "t16", "t17", "t22", "t27", "t29", "t03"),
    "grassroots": ("t06", "t11", "t15", "t18", "t23", "t24", "t28"),
    "international": ("t08", "t14", "t32", "t07", "t22", "t02"),
}
#: What a camp is against.
AGAINST = {
    "professional": ("t15", "t18", "t23"),
    "grassroots": ("t14", "t22", "t27", "t07"),
    "international": ("t15", "t23", "t06"),
}


def cast(
    organisations: list[dict[str, str]], statements: list[str], chance: random.Random
) -> list[tuple[str, str, int]]:
    """(participant, statement, vote), in the order they were cast."""
    people = [(o["id"], o["route"]) for o in organisations]
    people += [(f"del{n:03}", chance.choices(list(CAMPS), (5, 7, 3))[0]) for n in range(1, 121)]
    votes = []
    for person, camp in people:
        eager = chance.uniform(0.55, 0.98)
        for statement in statements:
            if chance.random() > eager:
                continue
            if statement in COMMON:
                odds = (0.88, 0.04)
            elif statement in CAMPS[camp]:
                odds = (0.8, 0.08)
            elif statement in AGAINST[camp]:
                odds = (0.12, 0.74)
            else:
                odds = (0.42, 0.34)
            drawn = chance.random()
            votes.append(
                (person, statement, 1 if drawn < odds[0] else -1 if drawn < sum(odds) else 0)
            )
    chance.shuffle(votes)
    return votes
