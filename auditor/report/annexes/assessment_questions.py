"""What an impact assessment asks, by kind of premises.

Contents: Personal Information Protection Law arts 55 and 56; Measures for the security management
of the application of face recognition technology, art 9, whose four items the questions follow.
Which premises a question is for follows the provision behind it: employment (PIPL art 13), another
way in (Measures art 10), public places (PIPL art 26, Measures art 13), price and offers (PIPL
art 24), minors (PIPL art 31, Measures art 7).
"""

from __future__ import annotations

from typing import Literal

AssessmentItem = Literal["lawfulness", "impact", "risk", "safeguards"]

_ACCESS = frozenset({"gate", "gym", "residential", "workplace", "school", "retail"})
"""Premises that people have to enter, or where a face is checked at the door."""
_MEMBERS = frozenset({"gate", "gym", "residential"})
"""Premises with a contract on the way of entry."""
_TRADE = frozenset({"sales_office", "retail", "gate", "gym", "billboard"})
"""Premises where people are customers."""
_PUBLIC = frozenset({"gate", "gym", "sales_office", "retail", "billboard", "street", "school"})
"""Premises that can be a public place."""
_CHILDREN = frozenset({"gate", "gym", "retail", "residential", "school", "street", "billboard"})
_LISTS = frozenset({"gate", "retail", "residential", "street", "sales_office", "school"})
"""Premises where faces are searched in lists of people."""
_OFFICIAL = frozenset({"street", "school", "gate"})
"""Premises where a law can provide for the use of faces."""
_CHANGING = frozenset({"gym", "gate", "workplace", "school", "retail", "residential"})
"""Premises with changing rooms, toilets or other private space."""
EVERYWHERE: frozenset[str] = frozenset()
"""Marks a question that is asked at every kind of premises."""

ASSESSMENT_QUESTIONS: dict[AssessmentItem, dict[str, frozenset[str]]] = {
    "lawfulness": {
        "purpose.actual": EVERYWHERE,
        "purpose.told": EVERYWHERE,
        "purpose.necessity_recorded": EVERYWHERE,
        "capture.function": EVERYWHERE,
        "collection.items": EVERYWHERE,
        "legal_basis.claimed": EVERYWHERE,
        "legal_basis.shown": EVERYWHERE,
        "legal_basis.law_provides": _OFFICIAL,
        "legal_basis.employment_rules": frozenset({"workplace"}),
        "purpose.public_security": _PUBLIC,
        "notice.present": EVERYWHERE,
        "notice.items": EVERYWHERE,
        "notice.before_capture": EVERYWHERE,
        "notice.conspicuous": EVERYWHERE,
        "notice.rules_public": EVERYWHERE,
        "consent.obtained": EVERYWHERE,
        "consent.separate": EVERYWHERE,
        "consent.timing": EVERYWHERE,
        "consent.withdrawal_channel": EVERYWHERE,
        "consent.by_representatives_only": frozenset({"residential", "workplace"}),
        "consent.refusal_is_hard": frozenset({"residential", "workplace", "school"}),
        "consent.guardian_under_14": _CHILDREN,
        "contract.agreed_entry": _MEMBERS,
        "contract.entry_changed": _MEMBERS,
    },
    "impact": {
        "capture.cooperation": EVERYWHERE,
        "capture.area_bounded": EVERYWHERE,
        "capture.bystanders": EVERYWHERE,
        "capture.in_private_space": _CHANGING,
        "people.under_14_expected": _CHILDREN,
        "people.employees": frozenset({"workplace", "retail", "sales_office"}),
        "alternative.offered": _ACCESS,
        "alternative.burden": _ACCESS,
        "refusal.entry_or_service_refused": _ACCESS,
        "refusal.face_needed_for_service": _ACCESS,
        "treatment.effects": EVERYWHERE,
        "treatment.price_differs_by_face": frozenset({"sales_office", "retail", "gate", "gym"}),
        "treatment.human_review": EVERYWHERE,
        "watchlist.criteria_set": _LISTS,
        "watchlist.minors_listed": _LISTS,
        "capture.everyone_to_find_few": _LISTS,
        "accuracy.tested": EVERYWHERE,
        "accuracy.errors_corrected": EVERYWHERE,
    },
    "risk": {
        "storage.raw_face_images": EVERYWHERE,
        "storage.retention_days": EVERYWHERE,
        "storage.location": EVERYWHERE,
        "storage.identity_linked": EVERYWHERE,
        "storage.face_person_count": EVERYWHERE,
        "storage.bystanders_kept": _PUBLIC,
        "sharing.internet_transfer": EVERYWHERE,
        "sharing.recipients": EVERYWHERE,
        "sharing.recipient_role": EVERYWHERE,
        "sharing.consent": EVERYWHERE,
        "sharing.export": EVERYWHERE,
        "sharing.published": frozenset({"street", "billboard"}),
        "sharing.credit_scheme": frozenset({"street"}),
        "incident.happened": EVERYWHERE,
    },
    "safeguards": {
        "storage.encrypted": EVERYWHERE,
        "governance.security_measures": EVERYWHERE,
        "storage.retention_limit_stated": EVERYWHERE,
        "storage.delete_on_expiry": EVERYWHERE,
        "governance.internal_rules": EVERYWHERE,
        "governance.vendor_contract": EVERYWHERE,
        "governance.incident_plan": EVERYWHERE,
        "governance.audited": EVERYWHERE,
        "governance.under_14_rules": _CHILDREN,
        "governance.registered_with_police": _PUBLIC,
        "rights.channel": EVERYWHERE,
    },
}
"""The questions of each item in order, and the kinds of premises they are for."""

EARLIER_ASSESSMENT = (
    "governance.impact_assessment_made",
    "governance.impact_assessment_on",
    "governance.impact_assessment_items",
)
"""What is known of an assessment that was made already."""


def questions_for(premises: str) -> dict[AssessmentItem, tuple[str, ...]]:
    """The facts asked at a kind of premises, item by item.

    A kind that is not known, or a private home, has the questions asked everywhere.
    """
    return {
        item: tuple(fact for fact, kinds in facts.items() if not kinds or premises in kinds)
        for item, facts in ASSESSMENT_QUESTIONS.items()
    }
