"""Values that are elsewhere in the same file: parameters, variables, conditions and counts.

CloudFormation's `Ref` of a parameter means its default where nobody gives another value, as does
Terraform's `var.x` of its variable's. A condition that is not known leaves what it guards open.
"""

from __future__ import annotations

import re

from auditor.examine.configs.syntax.hcl import blocks
from auditor.examine.configs.syntax.tree import Node, Switch, Unknown, switch
from auditor.examine.model import EvidenceState

S = EvidenceState
_VARIABLE = re.compile(r"\$?\{?\s*var\.(\w+)\s*\}?")
_COUNT = re.compile(r"(!?)\(?var\.(\w+)(?:(==|!=)\"?([\w.-]+)\"?)?\)?\?(\d+):(\d+)")
"""An expression for a count, without spaces."""
_LONGEST_COUNT = 300
_BOTH = 2
"""Sides of a comparison."""
_NULL = frozenset({"null", ""})


class Values:
    """The parameters, variables and conditions of one document."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._parameters = root.entries().get("Parameters")
        self._conditions = root.entries().get("Conditions")
        self._variables = {
            name: body.entries().get("default") for _, name, body in blocks(root, "variable")
        }

    def of(self, node: Node) -> tuple[Node | None, bool]:
        """What a value is, and whether by default; None where the file does not tell."""
        if isinstance(node.value, Unknown):
            if node.value.text.startswith("!Ref"):
                return self._default(node.raw.strip()), True
            if (found := _VARIABLE.fullmatch(node.raw.strip())) is not None:
                return self._variables.get(found.group(1)), True
            return None, False
        if (name := node.get("Ref")) is not None and len(node.entries()) == 1:
            return self._default(name.text()), True
        return node, False

    def _default(self, name: str) -> Node | None:
        given = self._parameters.entries().get(name) if self._parameters is not None else None
        return given.entries().get("Default") if given is not None else None

    def number(self, node: Node) -> tuple[float | None, bool]:
        """The same as a number."""
        found, by_default = self.of(node)
        return (found.number() if found is not None else None), by_default

    def text(self, node: Node) -> str:
        """The same as a text; empty where the file does not tell."""
        found, _ = self.of(node)
        return found.text() if found is not None else ""

    # --- what makes a resource be deployed -------------------------------------------------------

    def gate(self, body: Node) -> EvidenceState | None:
        """What a resource's condition or count makes of it: None where it is deployed."""
        condition = body.get("Condition")
        if condition is not None and condition.text() and body.get("Type") is not None:
            return self._condition(condition.text())
        for name in ("count", "for_each"):
            if (count := body.entries().get(name)) is not None:
                return self._count(count)
        return None

    def _condition(self, name: str) -> EvidenceState | None:
        body = self._conditions.entries().get(name) if self._conditions is not None else None
        sides = body.get("Fn::Equals") or body if body is not None else None
        words = [self.text(side).lower() for side in sides.items()] if sides is not None else []
        if not words or not all(words) or len(words) != _BOTH:
            return S.GATED
        return None if words[0] == words[1] else S.DISABLED

    def _count(self, count: Node) -> EvidenceState | None:
        if (number := count.number()) is not None:
            return S.DISABLED if number == 0 else None
        if count.entries() or count.items():
            return None
        if (found := _COUNT.search("".join(count.raw[:_LONGEST_COUNT].split()))) is not None:
            return self._chosen(found)
        if (plain := _VARIABLE.search(count.raw)) is None:
            # Files or addresses listed by the program that deploys: something is meant to be there.
            return None if isinstance(count.value, Unknown) else S.GATED
        default = self._variables.get(plain.group(1))
        if default is None:
            return S.GATED
        listed = default.entries() or default.items()
        empty = not listed and (default.raw in _NULL or default.number() == 0)
        return S.DISABLED if empty else None

    def _chosen(self, found: re.Match[str]) -> EvidenceState | None:
        negated, name, sign, wanted, if_true, if_false = found.groups()
        default = self._variables.get(name)
        if default is None:
            return S.GATED
        if sign is None:
            state = switch(default)
            if state is Switch.UNKNOWN:
                return S.GATED
            holds = state is Switch.ON
        else:
            holds = (default.raw.strip('"') == wanted) == (sign == "==")
        number = if_true if holds != bool(negated) else if_false
        return None if number != "0" else S.DISABLED
