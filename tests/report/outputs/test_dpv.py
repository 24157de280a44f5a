"""Linked data: parsed without the network, in terms that exist, stating only what is known."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, Graph, URIRef

from auditor.core.text import Language
from auditor.judge.rules.verdict import Severity
from auditor.report.audited import Audited
from auditor.report.outputs.dpv import Dpv
from auditor.report.outputs.dpv_terms import CONTEXT, SETS, SEVERITIES, VALUES
from auditor.vocabulary.vocabulary import vocabulary

from .conftest import MakeAudited

KEPT = Path(__file__).parent / "dpv-2.2.txt"
# rdflib's own reader of JSON-LD uses a class that rdflib means to replace.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
OURS = ("dpv", "pd", "ai", "risk")


def iri(term: str) -> URIRef:
    prefix, _, name = term.partition(":")
    return URIRef(CONTEXT[prefix] + name)


def kept() -> set[URIRef]:
    lines = KEPT.read_text("utf-8").splitlines()
    return {iri(line.split()[0]) for line in lines if line and not line.startswith("#")}


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def graph(audited: Audited) -> Graph:
    return Graph().parse(data=Dpv().render(audited), format="json-ld")


def terms(of: Graph) -> set[URIRef]:
    """Every term of the vocabulary that stands in the graph."""
    spaces = tuple(CONTEXT[prefix] for prefix in OURS)
    return {
        part
        for triple in of
        for part in triple
        if isinstance(part, URIRef) and str(part).startswith(spaces)
    }


@pytest.mark.parametrize("hostile", [False, True])
def test_every_term_in_it_exists_in_the_vocabulary(
    make_audited: MakeAudited, language: Language, hostile: bool
) -> None:
    found = terms(graph(make_audited(language, hostile=hostile)))
    assert len(found) > 10
    assert found <= kept()


def test_every_term_of_the_tables_exists_and_every_kept_one_is_of_use() -> None:
    used = {iri(said.kind) for row in VALUES.values() for said in row}
    used |= {iri(said.relation) for row in VALUES.values() for said in row}
    for relation, kinds, general in SETS.values():
        used |= {iri(relation), iri(general), *map(iri, kinds.values())}
    used |= {iri(SEVERITIES[severity]) for severity in Severity}
    assert used <= kept()
    of_the_frame = {
        "dpv:Process",
        "dpv:hasEntity",
        "dpv:LegalEntity",
        "dpv:hasRisk",
        "dpv:Risk",
        "dpv:hasSeverity",
        "dpv:isMitigatedByMeasure",
        "dpv:RiskMitigationMeasure",
    }
    assert kept() - used == {iri(term) for term in of_the_frame}


def test_the_tables_name_facts_and_values_there_are() -> None:
    for fact, value in VALUES:
        vocabulary()[fact].parse(value)
    for fact, (_, kinds, _) in SETS.items():
        vocabulary()[fact].parse(tuple(kinds))


def test_what_is_known_is_stated_with_its_fact(make_audited: MakeAudited) -> None:
    made = graph(make_audited("en"))
    derived = set(made.subjects(RDF.type, iri("dpv:Derive")))
    assert len(derived) == 1
    (node,) = derived
    assert str(made.value(node, DCTERMS.identifier)) == "capture.template_extracted"
    assert str(made.value(node, DCTERMS.description)) == "read in a configuration"


def test_what_is_unknown_or_not_so_is_not_stated(make_audited: MakeAudited) -> None:
    audited = make_audited("en")
    known = {fact.id: fact.value for fact in audited.findings.facts}
    made = graph(audited)
    stated = {str(one) for one in made.objects(None, DCTERMS.identifier)}
    assert known["consent.obtained"] is False
    assert known["alternative.offered"] is None
    assert "consent.obtained" not in stated
    assert "alternative.offered" not in stated
    rules = {finding.rule for finding in audited.findings.findings}
    for fact in stated & set(known) - rules:
        assert known[fact] not in (None, False, ())


def test_adverse_findings_alone_are_risks(make_audited: MakeAudited) -> None:
    audited = make_audited("zh")
    made = graph(audited)
    risks = set(made.subjects(RDF.type, iri("dpv:Risk")))
    named = {str(made.value(one, DCTERMS.identifier)) for one in risks}
    assert named == {one.rule for one in audited.findings.findings if one.verdict.adverse}
    levels = {str(iri(level)) for level in SEVERITIES.values()}
    assert {str(made.value(one, iri("dpv:hasSeverity"))) for one in risks} <= levels
