"""How facts of the vocabulary are said in the W3C Data Privacy Vocabulary, version 2.2.

Read in the vocabulary's own tables (github.com/w3c/dpv, `2.2/`); `tests/report/outputs/dpv-2.2.txt`
lists every term used with the table it is in. Where a value has no term that means the same,
the general one is used, with our words next to it.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.judge.rules.verdict import Severity
from auditor.vocabulary.value import FactValue

VERSION = "2.2"
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "ai": "https://w3id.org/dpv/ai#",
    "risk": "https://w3id.org/dpv/risk#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Said(NamedTuple):
    """A statement that a fact with a certain value makes: a relation to something of a kind."""

    relation: str
    kind: str


DATA = {
    "name": "pd:Name",
    "id_number": "pd:OfficialID",
    "phone": "pd:TelephoneNumber",
    "photo": "pd:Picture",
    "face": "pd:Biometric",
    "fingerprint": "pd:Fingerprint",
    "plate": "pd:VehicalLicenseNumber",
    "gait": "pd:Biometric",
    "voice": "pd:Biometric",
}
"""Members of `collection.items` and `storage.items`."""

PURPOSES = {
    "entry_control": "dpv:EnforceAccessControl",
    "prevent_card_sharing": "dpv:MisusePreventionAndDetection",
    "attendance": "dpv:PersonnelMonitoring",
    "payment": "dpv:PaymentManagement",
    "marketing_analytics": "dpv:Marketing",
    "visitor_counting": "dpv:ServiceUsageAnalytics",
    "site_security": "dpv:EnforceSecurity",
    "public_security": "dpv:ProtectionOfPublicSecurity",
    "watchlist": "dpv:EnforceSecurity",
    "audience_measurement": "dpv:Advertising",
    "identity_check": "dpv:IdentityVerification",
}
"""Members of `purpose.actual` and `purpose.told`."""

SETS = {
    "collection.items": ("dpv:hasPersonalData", DATA, "dpv:PersonalData"),
    "storage.items": ("dpv:hasPersonalData", DATA, "dpv:PersonalData"),
    "purpose.actual": ("dpv:hasPurpose", PURPOSES, "dpv:Purpose"),
    "purpose.told": ("dpv:hasPurpose", PURPOSES, "dpv:Purpose"),
}
"""Facts whose members each are one statement: the relation, the kinds, and the general kind."""

VALUES: dict[tuple[str, FactValue], tuple[Said, ...]] = {
    ("capture.faces_detected", True): (
        Said("dpv:hasProcessing", "dpv:Observe"),
        Said("dpv:hasDataSubject", "dpv:DataSubject"),
    ),
    ("capture.template_extracted", True): (
        Said("dpv:hasProcessing", "dpv:Derive"),
        Said("dpv:hasPersonalData", "pd:FacialPrint"),
    ),
    ("capture.function", "record_only"): (Said("dpv:hasProcessing", "dpv:Record"),),
    ("capture.function", "attributes"): (Said("ai:hasCapability", "ai:BiometricCategorisation"),),
    ("capture.function", "identify_repeat_visitor"): (
        Said("dpv:hasProcessing", "dpv:Match"),
        Said("ai:hasCapability", "ai:FaceRecognition"),
    ),
    ("capture.function", "verify_one_to_one"): (
        Said("dpv:hasProcessing", "dpv:Match"),
        Said("ai:hasCapability", "ai:FaceRecognition"),
    ),
    ("capture.function", "identify_one_to_many"): (
        Said("dpv:hasProcessing", "dpv:Match"),
        Said("ai:hasCapability", "ai:BiometricIdentification"),
    ),
    ("storage.raw_face_images", True): (
        Said("dpv:hasProcessing", "dpv:Store"),
        Said("dpv:hasPersonalData", "pd:Picture"),
    ),
    ("storage.encrypted", True): (Said("dpv:hasTechnicalMeasure", "dpv:Encryption"),),
    ("sharing.internet_transfer", True): (Said("dpv:hasProcessing", "dpv:Transmit"),),
    ("sharing.export", True): (Said("dpv:hasProcessing", "dpv:CrossBorderTransfer"),),
    ("sharing.published", True): (Said("dpv:hasProcessing", "dpv:Disseminate"),),
    ("legal_basis.claimed", "consent"): (Said("dpv:hasLegalBasis", "dpv:Consent"),),
    ("legal_basis.claimed", "contract"): (Said("dpv:hasLegalBasis", "dpv:Contract"),),
    ("legal_basis.claimed", "legal_duty"): (Said("dpv:hasLegalBasis", "dpv:LegalObligation"),),
    ("legal_basis.claimed", "employment"): (Said("dpv:hasLegalBasis", "dpv:LegalBasis"),),
    ("legal_basis.claimed", "emergency"): (Said("dpv:hasLegalBasis", "dpv:LegalBasis"),),
    ("legal_basis.claimed", "news"): (Said("dpv:hasLegalBasis", "dpv:LegalBasis"),),
    ("legal_basis.claimed", "other"): (Said("dpv:hasLegalBasis", "dpv:LegalBasis"),),
    ("people.consumers", True): (Said("dpv:hasDataSubject", "dpv:Consumer"),),
    ("people.employees", True): (Said("dpv:hasDataSubject", "dpv:Employee"),),
    ("people.under_14_expected", True): (Said("dpv:hasDataSubject", "dpv:Child"),),
    ("notice.present", True): (Said("dpv:hasNotice", "dpv:Notice"),),
    ("consent.record_kept", True): (Said("dpv:hasRecordOfActivity", "dpv:ConsentRecord"),),
    ("consent.withdrawal_channel", True): (
        Said("dpv:hasOrganisationalMeasure", "dpv:ConsentManagement"),
    ),
    ("governance.impact_assessment_made", True): (Said("dpv:hasImpactAssessment", "dpv:PIA"),),
    ("governance.protection_officer", True): (
        Said("dpv:hasDataProtectionOfficer", "dpv:DataProtectionOfficer"),
    ),
    ("governance.audited", True): (Said("dpv:hasOrganisationalMeasure", "dpv:PersonalDataAudit"),),
    ("governance.incident_plan", True): (
        Said("dpv:hasOrganisationalMeasure", "dpv:IncidentManagementProcedures"),
    ),
    ("rights.channel", True): (
        Said("dpv:hasOrganisationalMeasure", "dpv:DataSubjectRightsManagement"),
    ),
}
"""What a fact with one value says. A value that stands nowhere here says nothing in this form."""

SEVERITIES = {
    Severity.INFO: "risk:VeryLowSeverity",
    Severity.LOW: "risk:LowSeverity",
    Severity.MEDIUM: "risk:ModerateSeverity",
    Severity.HIGH: "risk:HighSeverity",
    Severity.CRITICAL: "risk:VeryHighSeverity",
}
