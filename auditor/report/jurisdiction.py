"""Which law a letter about a case can cite: where the premises are and what was in force."""

from __future__ import annotations

from datetime import date

from auditor.case.model import Case

_HANGZHOU = ("hangzhou", "杭州", "杭州市")

IN_FORCE_SINCE = {
    "evidence": date(2020, 5, 1),
    "pipl": date(2021, 11, 1),
    "hangzhou_property": date(2022, 3, 1),
    "market_complaints": date(2020, 1, 1),
    "face_measures": date(2025, 6, 1),
}
"""First day in force of what letters cite: provisions on evidence in civil proceedings (as amended
2019), Personal Information Protection Law, Hangzhou property management regulations (2021
revision), interim measures on complaints and reports to market regulators, Measures on face
recognition."""


def in_china(case: Case) -> bool:
    """Whether Chinese law can be cited to the operator of a case."""
    return case.premises.country in ("", "china")


def runs_a_compound_in_hangzhou(case: Case) -> bool:
    """Whether the operator is a property manager of a residential compound in Hangzhou."""
    premises = case.premises
    return (
        premises.kind == "residential"
        and premises.city.strip().lower() in _HANGZHOU
        and case.operator.kind == "property_manager"
    )


def citable(law: str, case: Case, on: date) -> bool:
    """Whether `law`, a key of `IN_FORCE_SINCE`, was in force on `on` where the premises are."""
    return in_china(case) and on >= IN_FORCE_SINCE[law]
