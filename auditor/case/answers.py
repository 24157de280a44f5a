"""Read the answers of a statement: facts and their values, in the forms that people write."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from auditor.case.values import NO, UNREADABLE, KeyPath, ValueReader, printed, without_quotes
from auditor.vocabulary.suggestions import recorded_elsewhere, suggest_facts, suggest_value
from auditor.vocabulary.vocabulary import FactDefinition, FactType, declarable, vocabulary


class AnswerReader(ValueReader):
    """Reads answers; `declarable()` says what each fact takes."""

    def facts(self, written: object, path: KeyPath) -> object:
        """The answers of one statement, by fact."""
        if not isinstance(written, dict):
            self.report(path, "wants_keys", key="facts", known="notice.present, ...")
            return UNREADABLE
        answers: dict[str, object] = {}
        for name, value in written.items():
            here = (*path, name)
            about = declarable().get(name)
            if about is None:
                self._unknown_fact(name, value, here)
            elif value is None or (value == "" and about.type is not FactType.TEXT):
                hint = f"hint_takes_{about.type.value}"
                self.report(here, "blank_answer", hint, key=name, known=", ".join(about.values))
            else:
                answer = self._answer(value, about, here)
                if answer is not UNREADABLE:
                    answers[name] = answer
        if not written:
            self.report(path, "no_answer")
        return answers or UNREADABLE

    def _unknown_fact(self, name: str, value: object, path: KeyPath) -> None:
        if name in vocabulary():
            self.report(path, "computed_fact", key=name)
        elif elsewhere := recorded_elsewhere(name):
            self.report(path, "unknown_fact", "hint_run_record", key=name, suggested=elsewhere)
        elif len(suggested := suggest_facts(name, value)) == 1:
            question = declarable()[suggested[0]].question
            self.report(
                path,
                "unknown_fact",
                "hint_fact",
                key=name,
                suggested=suggested[0],
                question=question.en,
                question_zh=question.zh,
            )
        elif suggested:
            self.report(
                path, "unknown_fact", "hint_facts", key=name, suggested=", ".join(suggested)
            )
        else:
            words = re.split(r"[._\s]+", name)
            search = max((word for word in words if word), key=len, default="WORD")
            self.report(path, "unknown_fact", key=name, search=search)

    def _answer(self, written: object, about: FactDefinition, path: KeyPath) -> object:
        if isinstance(written, list) and len(written) == 1 and about.type is not FactType.SET:
            written = written[0]
        match about.type:
            case FactType.YES_NO:
                return self.yes_or_no(written, about.id, path)
            case FactType.DATE:
                return self.day(written, about.id, path)
            case FactType.NUMBER:
                return self._number(written, about, path)
            case FactType.TEXT:
                return self.text(written, path)
            case FactType.CHOICE:
                return self.word(written, about, path)
            case FactType.SET:
                return self._set(written, about, path)

    def _number(self, written: object, about: FactDefinition, path: KeyPath) -> object:
        if isinstance(written, int | float) and not isinstance(written, bool):
            if math.isfinite(written):
                return written
        elif isinstance(written, str):
            if re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]{1,15})?", written.strip()):
                return float(written) if "." in written else int(written)
            if match := re.match(r"[0-9]{1,15}(\.[0-9]{1,15})?", written.strip()):
                values = {"key": about.id, "written": printed(written), "wanted": match[0]}
                self.report(path, "wants_number", "hint_write", **values)
                return UNREADABLE
        self.report(path, "wants_number", key=about.id, written=printed(written))
        return UNREADABLE

    def _set(self, written: object, about: FactDefinition, path: KeyPath) -> object:
        members = written if isinstance(written, list) else [written]
        read: list[str] = []
        sound = True
        for index, member in enumerate(members):
            here = (*path, index) if isinstance(written, list) else path
            if member is None:
                self.report(here, "blank_entry")
            elif self._is_member(member, about, here):
                read.append(member)
            else:
                sound = False
        return sorted(set(read)) if sound else UNREADABLE

    def _is_member(self, member: object, about: FactDefinition, path: KeyPath) -> bool:
        if not isinstance(member, str):
            self._not_in_set(member, about, path)
            return False
        parts = _parts(member)
        if about.values:
            if member in about.values:
                return True
            if len(parts) > 1:
                self._joined(member, parts, about, path)
            else:
                self._not_in_set(member, about, path)
            return False
        if len(parts) > 1 and re.search("[，、]", member):
            wanted = f"[{', '.join(parts)}]"
            self.report(path, "chinese_comma_in_text", written=member, wanted=wanted)
        return True

    def _joined(
        self, member: str, parts: Sequence[str], about: FactDefinition, path: KeyPath
    ) -> None:
        """Several words in one: with Chinese commas or brackets, or a list without its brackets."""
        meant = [
            part if part in about.values else suggest_value(about, part) or part for part in parts
        ]
        wanted = f"[{', '.join(meant)}]"
        if re.search("[，、]", member):
            self.report(path, "chinese_comma", written=member, wanted=wanted)
        elif re.search("[【】［］]", member):
            self.report(path, "wide_brackets", written=member, wanted=wanted)
        else:
            values = {"key": about.id, "written": member, "known": ", ".join(about.values)}
            self.report(path, "not_words", "hint_write", wanted=wanted, **values)

    def _not_in_set(self, member: object, about: FactDefinition, path: KeyPath) -> None:
        known = list(about.values)
        values = {"key": about.id, "written": printed(member), "known": ", ".join(known)}
        name = "not_words" if known else "not_text_entries"
        if member is False or (isinstance(member, str) and member.casefold() in ("none", *NO)):
            self.report(path, name, "hint_write", wanted="[]", **values)
        elif known and isinstance(member, str):
            bare = member.strip("【】［］ ")
            if bare != member and bare in known:
                self.report(path, "wide_brackets", written=member, wanted=f"[{bare}]")
            else:
                suggested = suggest_value(about, bare)
                self.not_a_word("not_words", path, member, known, suggested, key=about.id)
        else:
            self.report(path, name, **values)


def _parts(written: str) -> list[str]:
    bare = written.strip().strip("【】［］[]")
    return [part for piece in re.split("[，、,;；]", bare) if (part := without_quotes(piece))]
