"""Dahua and makers that sell its devices under their names (Amcrest, Lorex, Intelbras, Imou).

What `configManager.cgi` answers (`table.Name[0].Key=value`), the same tables as JSON, answers about
groups of faces, records of doors, and events. A rule about faces that is on is what counts: a plan
of analysis that is merely selected, and what would be done on a match, leave the question open.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.dahua.contents import Dump, at, parts
from auditor.examine.configs.dahua.dump import dump_of
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument


@dataclass(frozen=True)
class DahuaFormat:
    """The reader of Dahua's tables, answers and events."""

    id: str = "dahua"
    title: str = "Dahua, Amcrest and other makers of the same devices"
    versions: str = "HTTP API 1.x to 3.x, RPC answers as JSON"
    covers: str = (
        "Rules of analysis per channel with the plan and schedule that decide whether they run, "
        "attributes, face pictures, groups of faces with counts and thresholds, doors opened by "
        "face, destinations, days files are kept, events and records of doors"
    )
    documentation_url: str = (
        "https://vdocuments.us/api-of-http-protocol-for-llp-mega-7-v265-add-intelligent-caps-and-"
        "resource-usage.html"
    )

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether most lines, or the JSON's entries, are tables, answers or events of theirs."""
        dump = dump_of(document)
        return dump is not None and dump.known

    def suspects(self, text: str) -> bool:
        """Plain lines cannot be too damaged to be read."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        # Few cases have files of this format.
        from auditor.examine.configs.dahua.channels import Channels  # noqa: PLC0415
        from auditor.examine.configs.dahua.elsewhere import (  # noqa: PLC0415
            read_abilities,
            read_destinations,
            read_doors,
            read_groups,
            read_handlers,
            read_times,
        )
        from auditor.examine.configs.dahua.events import read_events  # noqa: PLC0415
        from auditor.examine.configs.dahua.rules import read_rules  # noqa: PLC0415

        book = Notebook(document, self.id, closed=False)
        dump = dump_of(document)
        if dump is None:
            return book.reading()
        channels = Channels(book, dump)
        rules_on = read_rules(book, dump, channels)
        in_use = read_groups(book, dump)
        read_handlers(book, dump, rules_on=rules_on, in_use=in_use)
        read_doors(book, dump)
        read_events(book, dump, channels)
        read_destinations(book, dump, rules_on=rules_on)
        read_times(book, dump)
        read_abilities(book, dump)
        _ask(book, dump)
        version = at(dump.tables, "version")
        return book.reading(version.text() if version is not None else "")


def _ask(book: Notebook, dump: Dump) -> None:
    """What a dump of some tables cannot show."""
    if not parts(at(dump.tables, "VideoAnalyseRule")):
        book.question(wording("dahua.ask_rules"))
    if not parts(at(dump.tables, "GroupList")):
        book.question(wording("dahua.ask_groups"))


DAHUA = DahuaFormat()
