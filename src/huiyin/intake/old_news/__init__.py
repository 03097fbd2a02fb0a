"""Read the news of an earlier site from its files: HTML or Markdown pages, and the export of WordPress."""

from huiyin.intake.old_news.model import (
    OldPage,
    OldPicture,
    PageRefusal,
    PageRefusalCode,
    PageRemarkCode,
)
from huiyin.intake.old_news.pages import is_old_page, read_old_page
from huiyin.intake.old_news.series import group_series
from huiyin.intake.old_news.wordpress import read_wordpress

__all__ = [
    "OldPage",
    "OldPicture",
    "PageRefusal",
    "PageRefusalCode",
    "PageRemarkCode",
    "group_series",
    "is_old_page",
    "read_old_page",
    "read_wordpress",
]
