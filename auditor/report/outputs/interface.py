"""What an output is: a name, a file and one function from what was audited to bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # The command line names outputs in its help, and needs nothing of an audit for it.
    from auditor.report.audited import Audited


class Output(Protocol):
    """An output. It decides nothing and works nothing out that another output may need, too."""

    @property
    def name(self) -> str:
        """What `--format` takes."""

    @property
    def file(self) -> str:
        """The file's name in the output folder."""

    def render(self, audited: Audited) -> bytes:
        """The whole file.

        The same input gives the same bytes.

        Raises:
            OutputError: something the output needs is missing on this machine.
        """
        ...
