"""Addresses of the public site: its first page, what finds and follows it, and last of all the pages of editors."""

from __future__ import annotations

from django.urls import path, re_path
from wagtail import urls as wagtail_urls

from huiyin.desk.pages.views import (
    cards,
    crawler_files,
    design,
    feeds,
    newsletters,
    pictures,
    search,
    site,
)

first_urlpatterns = [
    path("", site.show_home, name="home"),
    path("results/", site.show_results, name="results"),
    path("search/", search.show_search, name="site_search"),
    path("feeds/", feeds.show_feeds, name="feeds"),
    path("feeds/all.opml", feeds.download_opml, name="feeds_opml"),
    path("feeds/<slug:kind>.<slug:ending>", feeds.show_feed, name="feed"),
    path("feeds/<slug:kind>/<str:key>.<slug:ending>", feeds.show_feed, name="feed_of"),
    path("calendar.ics", feeds.download_calendar, name="days"),
    path("calendar/<slug:network>.ics", feeds.download_calendar, name="days_network"),
    path("sitemap.xml", crawler_files.show_sitemap, name="sitemap"),
    path("sitemap-news.xml", crawler_files.show_news_sitemap, name="sitemap_news"),
    path("robots.txt", crawler_files.show_robots, name="robots"),
    path("manifest.webmanifest", crawler_files.show_manifest, name="manifest"),
    path("pages/", site.lead_old_page, name="old_pages"),
    re_path(r"^pages/(?!_util/)(?P<path>.+)$", site.lead_old_page, name="old_page"),
    path("pictures/", pictures.edit_pictures, name="pictures"),
    path(
        "pictures/<int:number>/<str:name>.<slug:ending>",
        pictures.send_picture,
        name="picture",
    ),
    path("cards/<int:number>/<str:name>.png", cards.send_card, name="card"),
    path("newsletters/", newsletters.list_issues, name="newsletters"),
    path("newsletters/<int:number>/", newsletters.edit_issue, name="newsletter"),
    path("design/", design.show_design, name="design"),
]

urlpatterns = [
    *wagtail_urls.urlpatterns[:2],
    re_path(wagtail_urls.serve_pattern, site.serve_page, name="wagtail_serve"),
]
