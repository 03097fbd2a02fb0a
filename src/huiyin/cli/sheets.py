"""The tables of reports, under the name that the commands know."""

from huiyin.report.sheets import sheet_bytes

__all__ = ["sheet_bytes"]
