"""Huiyin (回音): the policy desk of a civil-society network.

The folders follow the architecture; ``docs/decisions/0001-storeys.md`` gives the reasons.
"""

__version__ = "0.1.0"
