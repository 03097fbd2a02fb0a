"""Read and write organisations with dated facts in the files of registers and networks: tables, Popolo, IATI.

Anything written can be read again unchanged.
"""

from huiyin.intake.organisations.columns import (
    FACT_COLUMNS,
    LEFT_OUT,
    ROLES,
    SEVERAL,
    find_heading_row,
    guess_roles,
)
from huiyin.intake.organisations.iati import read_iati, write_iati
from huiyin.intake.organisations.mergers import MergerStated, read_mergers
from huiyin.intake.organisations.popolo import read_popolo, write_popolo
from huiyin.intake.organisations.records import FactStated, OrganisationStated, RecordGathering
from huiyin.intake.organisations.tables import (
    list_table_rows,
    read_organisation_table,
    write_fact_rows,
)

__all__ = [
    "FACT_COLUMNS",
    "LEFT_OUT",
    "ROLES",
    "SEVERAL",
    "FactStated",
    "MergerStated",
    "OrganisationStated",
    "RecordGathering",
    "find_heading_row",
    "guess_roles",
    "list_table_rows",
    "read_iati",
    "read_mergers",
    "read_organisation_table",
    "read_popolo",
    "write_fact_rows",
    "write_iati",
    "write_popolo",
]
