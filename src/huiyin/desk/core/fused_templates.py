"""Render the constant parts of templates once.

Half of the three hundred nodes of a page are text, fixed sentences, addresses without arguments and icons.
Adjacent constant nodes are replaced by one that remembers their output for each language and URL prefix. The
output of templates does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import TextNode
from django.template.defaulttags import CommentNode, IfNode, LoadNode
from django.template.loaders import cached
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString

from huiyin.i18n import current_language, find_house_words


class FusedNode(Node):
    """Adjacent nodes whose output depends only on the language and the URL prefix."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self._made: dict[object, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        if not context.autoescape:
            return NodeList(self.nodes).render(context)
        key = (current_language(), find_house_words(), get_script_prefix(), get_urlconf())
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = NodeList(self.nodes).render(context)
        return made


class FusingLoader(cached.Loader):
    """Django's caching template loader, which also fuses constant nodes."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template: Template = super().get_template(template_name, skip)
        if not getattr(template, "is_fused", False):
            fuse_nodes(template.nodelist)
            template.is_fused = True  # type: ignore[attr-defined]
        return template


def fuse_nodes(nodes: NodeList) -> None:
    """Fuse adjacent constant nodes in ``nodes``, also in nested lists."""
    fused: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if _is_constant(node):
            run.append(node)
            continue
        fused += _join(run)
        run = []
        fused.append(node)
        for below in _list_below(node):
            fuse_nodes(below)
    nodes[:] = fused + _join(run)


def _join(run: list[Node]) -> list[Node]:
    return [FusedNode(run)] if len(run) > 1 else run


def _list_below(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):  # what it calls its nodelist is a copy
        yield from (below for _, below in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        below = vars(node).get(name)
        if isinstance(below, NodeList):
            yield below


def _is_constant(node: Node) -> bool:
    """Whether a node is constant: one of Django's known constant nodes, or one of ours that says so."""
    if isinstance(node, StaticNode):
        return node.varname is None and is_value(node.path)
    if isinstance(node, TextNode | LoadNode | CommentNode):
        return True
    told: Callable[[], bool] | None = getattr(node, "is_constant", None)
    return told is not None and told()


def is_value(expression: Any) -> bool:
    """Whether a tag's argument is a literal without filters."""
    return not expression.is_var and not expression.filters
