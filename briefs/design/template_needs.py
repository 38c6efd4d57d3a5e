"""Which optional parts of a brief a template cannot do without."""

from collections.abc import Iterator

from jinja2 import Environment, TemplateError, nodes


def needs_of(template: str) -> frozenset[str]:
    """Return the keys of a brief of which a template takes an entry without asking for the key.

    `brief.movement[code]` needs `movement`, unless an `{% if brief.movement %}` is around it.
    A template that cannot be read needs nothing; rendering it reports that.
    """
    try:
        tree = Environment(autoescape=True).parse(template)
    except TemplateError:
        return frozenset()
    return frozenset(needs(tree, frozenset()))


def needs(node: nodes.Node, asked: frozenset[str]) -> Iterator[str]:
    """Yield the keys that a part of a template needs, but for those that are `asked` for."""
    if isinstance(node, nodes.Getitem):
        key = key_of(node.node)
        if key and key not in asked:
            yield key
    if isinstance(node, nodes.If | nodes.CondExpr):
        within = {key_of(part) for part in (node.test, *node.test.find_all(nodes.Getattr))}
        asked = asked | {key for key in within if key}
    for child in node.iter_child_nodes():
        yield from needs(child, asked)


def key_of(node: nodes.Node) -> str:
    """Return the key in `brief.key`; empty for anything else."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return node.attr if node.node.name == "brief" else ""
    return ""
