"""The twelve issues that people ask about. Every rule belongs to one of them."""

from __future__ import annotations

from enum import StrEnum


class Issue(StrEnum):
    """What a rule is about, in the question of the person whose face it is.

    Rules of several laws concur on one issue. A rule that asks about two of them belongs to the one
    that its adverse steps depend on. A rule that only decides whether a law applies belongs to the
    issue of the rules it opens. The order is the order in which a report prints them.
    """

    NOTICE = "notice"
    """Was I informed, beforehand and plainly? Signs, notices, disclosed rules."""

    CONSENT = "consent"
    """Did I agree, freely and separately, or is there another ground?"""

    NECESSITY = "necessity"
    """Was it needed, or would a less intrusive way do?"""

    PURPOSE = "purpose"
    """Were my data used only for what was stated?"""

    ALTERNATIVES = "alternatives"
    """Was there another way in, on equal terms?"""

    RETENTION = "retention"
    """How long are my data kept, and are they deleted?"""

    SHARING = "sharing"
    """Who else receives my data, here or abroad?"""

    SECURITY = "security"
    """Are my data safe, and is the handling documented? Assessments, filings, contracts, audits."""

    RIGHTS = "rights"
    """Can I ask, withdraw, complain and claim, or do terms take that away?"""

    PEOPLE = "people"
    """Are children and bystanders protected?"""

    PLACES = "places"
    """May such devices be used in this place at all? Public places, private spaces, homes."""

    TREATMENT = "treatment"
    """What follows for me: price, credit, publication, wrong matches, profiling?"""
