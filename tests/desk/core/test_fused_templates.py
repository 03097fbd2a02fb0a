"""What is put together once in a template shows as if each part of it had been made anew."""

from __future__ import annotations

import pytest
from django.template import Context, Engine, Template, engines
from django.template.loader import get_template
from django.urls import NoReverseMatch, set_script_prefix

from huiyin.desk.core.fused_templates import FusedNode, fuse_nodes
from huiyin.desk.core.known_addresses import find_address
from huiyin.desk.core.languages import override_language

pytestmark = pytest.mark.one_database  # nothing is asked of it

PAGE = (
    '{% load static %}<a href="{% url "home" %}">{% icon "bell" %} {% say "desk.skip" %}</a>'
    '{% if one %}<b>{% say "desk.sign_in" %}</b>{{ one }}{% else %}{% say "desk.busy" %} !{% endif %}'
    '{% for n in many %}<i>{% say "desk.law.all_comments" n=n %}</i> {% say "desk.skip" %}{% endfor %}'
    '{% autoescape off %}{% url "home" %} {% say "desk.skip" %}{% endautoescape %}'
    '{% url "consultation" slug %}|{% url "consultation" "a&b" as none %}{{ none }}|{% comment %}x{% endcomment %}'
)


def _engine() -> Engine:
    return engines["django"].engine  # type: ignore[attr-defined, no-any-return]


def test_a_fused_template_shows_the_same_in_each_language_and_under_each_beginning() -> None:
    plain, fused = (Template(PAGE, engine=_engine()) for _ in range(2))
    fuse_nodes(fused.nodelist)
    assert len(fused.nodelist) < len(plain.nodelist)
    assert any(isinstance(node, FusedNode) for node in fused.nodelist)
    shown = set()
    try:
        for _ in range(2):  # made, and given again
            for language, prefix in (("en", "/"), ("zh", "/"), ("en", "/en/"), ("zh", "/zh-hans/")):
                set_script_prefix(prefix)
                for one in ("<wetlands>", ""):
                    given = {"one": one, "many": [1, 2000], "slug": "wetlands"}
                    with override_language(language):
                        made = plain.render(Context(given))
                        assert fused.render(Context(given)) == made
                    shown.add(made)
    finally:
        set_script_prefix("/")
    assert len(shown) == 8


def test_the_pages_of_the_desk_are_fused_when_they_are_read() -> None:
    page = get_template("core/base.html").template  # type: ignore[attr-defined]
    assert page.is_fused
    assert page.nodelist.get_nodes_by_type(FusedNode)


def test_an_address_that_is_asked_for_again_is_that_of_the_same_thing() -> None:
    try:
        assert find_address("consultation", "1") == find_address("consultation", 1) == "/c/1/"
        set_script_prefix("/en/")
        assert find_address("consultation", "1") == "/en/c/1/"
    finally:
        set_script_prefix("/")
    with pytest.raises(NoReverseMatch):
        find_address("no such")
    asked = Template('{% url "consultation" one %}', engine=_engine())
    assert asked.render(Context({"one": True})) == "/c/True/"
    assert asked.render(Context({"one": 1})) == "/c/1/"
