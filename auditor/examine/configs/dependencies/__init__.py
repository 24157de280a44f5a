"""Lists of packages that a program needs: pip, conda, npm, Maven, Gradle, Go, Cargo, CMake, Docker.

A package is at hand and no more: recognition is possible, and whether it takes place this file
cannot say.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.compose.commands import is_commands
from auditor.examine.configs.containers.programs import known_program
from auditor.examine.configs.containers.service import Service
from auditor.examine.configs.dependencies.forms import Listed
from auditor.examine.configs.dependencies.listed import listed_in
from auditor.examine.configs.dependencies.packages import function_of
from auditor.examine.configs.frame.face_words import about_faces
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Mark, Node
from auditor.examine.model import EvidenceState


@dataclass(frozen=True)
class DependenciesFormat:
    """The reader of lists of packages."""

    id: str = "dependencies"
    title: str = "Lists of packages (pip, conda, npm, Maven, Gradle, Go, Cargo, CMake, Docker)"
    versions: str = (
        "pip requirement files (PEP 508), PEP 621 and 735, Pipfile, conda environments, "
        "package.json, POM 4.0.0, Gradle, go.mod, Cargo.toml, CMake, lock files, Dockerfile"
    )
    covers: str = (
        "Packages that can find or compare faces or infer attributes, optional ones kept apart, "
        "other lists referred to, projects named after faces, images built upon"
    )
    documentation_url: str = "https://pip.pypa.io/en/stable/reference/requirements-file-format/"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the document is such a list by its form."""
        if document.syntax is Syntax.PLAIN and is_commands(document.root.raw):
            return False
        return listed_in(document) is not None

    def suspects(self, text: str) -> bool:
        """A damaged list is read as far as it goes."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=False)
        listed = listed_in(document) or Listed("")
        asked = 0
        for package in listed.packages:
            function = function_of(package.name)
            if function is None:
                continue
            asked = asked or package.line
            state = EvidenceState.GATED if package.optional else EvidenceState.PROVISIONED
            book.function(function, state, at=book.line(package.line, package.column, package.name))
        for image, number in listed.images:
            service = Service("", (), Node(image, image, Mark(number, 1)), image=image)
            if known_program(service) or about_faces(service.repository):
                asked = number
                book.function(
                    Function.RECOGNITION if known_program(service) else Function.UNSTATED,
                    EvidenceState.PROVISIONED,
                    at=book.line(number),
                )
        name, number = listed.name
        if not asked and name and about_faces(name):
            # Its purpose is faces; with which library, another file says.
            asked = number
            at = book.line(number, key=name)
            book.function(Function.UNSTATED, EvidenceState.PROVISIONED, at=at)
        for number in listed.comments:
            book.mention(book.line(number))
        for name, number in listed.others:
            book.note(
                "refers", wording("dependencies.another_list", name=name), at=book.line(number)
            )
        if asked:
            book.question(wording("dependencies.ask_package"))
        return book.reading(wording(f"dependencies.form.{listed.kind}") if listed.kind else "")


DEPENDENCIES = DependenciesFormat()
