"""Words, texts and digests of the made-up case."""

from __future__ import annotations

from auditor.core.digest import Digest, digest_bytes

HOSTILE = '<script>alert(1)</script> "quoted" </style> url(http://evil.example/x)'


def digest(word: str) -> Digest:
    return digest_bytes(word.encode())


def both(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}
