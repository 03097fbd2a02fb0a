"""Huiyin (回音): the policy desk of a civil-society network.

The folders are the architecture; ``docs/decisions/0001-storeys.md`` says why.
"""

__version__ = "0.1.0"
