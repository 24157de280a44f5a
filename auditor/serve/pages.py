"""The pages: what each shows, and what each form does.

Every change ends in a redirect, so that a reload or a second tab repeats nothing.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from auditor.case.answer_sheet import NoAnswer
from auditor.collect.files import MOST_FILES, RefusedFileError, store
from auditor.core.errors import FaceAuditError
from auditor.core.text import LANGUAGES
from auditor.interview.interview import ConflictingAnswerError
from auditor.interview.reading import AnswerError
from auditor.report.case_summary import case_summary
from auditor.report.program_errors import problem_text
from auditor.report.words import Words
from auditor.serve.correspondence import WRITTEN, Correspondence
from auditor.serve.forms import ROLES, answer_in, place_in
from auditor.serve.job import Job, Stage, sealed_archive
from auditor.serve.words import Notice, page_texts
from auditor.vocabulary.vocabulary import definition

_HERE = Path(__file__).parent
_MOST_FIELDS = 200
_MOST_TEXT = 100_000
"""Characters of one field of a form."""
_PLACES: dict[Stage, str] = {
    Stage.COLLECTING: "/",
    Stage.EXAMINING: "/progress",
    Stage.ASKING: "/question",
    Stage.WRITING: "/progress",
    Stage.DONE: "/result",
    Stage.FAILED: "/",
}
_OF_A_REPORT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
_SHOWN = (".html",)
_KEPT = (".html", ".docx")


class Pages:
    """The routes of one server, and the notices for the next page."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.correspondence = Correspondence(job)
        self._notices: list[Notice] = []
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def application(self) -> Starlette:
        """The application; a `Guard` has to stand before it."""
        return Starlette(
            routes=[
                Route("/", self.collect, methods=["GET"]),
                Route("/material", self.add_material, methods=["POST"]),
                Route("/remove", self.remove, methods=["POST"]),
                Route("/examine", self.examine, methods=["POST"]),
                Route("/stop", self.stop, methods=["POST"]),
                Route("/progress", self.progress, methods=["GET"]),
                Route("/progress.json", self.progress_json, methods=["GET"]),
                Route("/question", self.question, methods=["GET"]),
                Route("/answer", self.answer, methods=["POST"]),
                Route("/finish", self.finish, methods=["POST"]),
                Route("/more", self.more, methods=["POST"]),
                Route("/again", self.again, methods=["POST"]),
                Route("/language", self.language, methods=["POST"]),
                Route("/result", self.result, methods=["GET"]),
                Route("/letters", self.letters, methods=["GET", "POST"]),
                Route("/bundle", self.bundle, methods=["POST"]),
                Route("/files/{name}", self.file, methods=["GET"]),
                Route("/page.css", self.asset, methods=["GET"]),
                Route("/page.js", self.asset, methods=["GET"]),
            ],
            exception_handlers={HTTPException: self.refused},
        )

    # --- putting the case together ----------------------------------------------------------------

    async def collect(self, _request: Request) -> Response:
        """The first page: the place, the files, and what went wrong if something did."""
        if self.job.stage not in (Stage.COLLECTING, Stage.FAILED):
            return _go(_PLACES[self.job.stage])
        return self._page(
            "collect",
            kinds=self._kinds(),
            roles=[(role.value, self._t(f"role.{role.value}")) for role in ROLES],
            form=self.job.workspace.form,
            files=await run_in_threadpool(self.job.workspace.files),
            temporary=self.job.workspace.temporary,
            declared=self.job.workspace.declared,
            folder=str(self.job.workspace.case),
            problem=self.job.problem,
        )

    async def add_material(self, request: Request) -> Response:
        """Keep what was sent: files, and what is said of the place. Then examine, if asked to."""
        form = await self._form(request)
        self.job.collect()
        sent = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
        refused = await run_in_threadpool(self._store, sent)
        self._notices += [Notice(text, trouble=True) for text in refused]
        self.job.workspace.describe(place_in(form), self.job.language)
        if form.get("then") == "examine" and not refused:
            return self._begin()
        return _go("/")

    def _store(self, sent: list[UploadFile]) -> list[str]:
        kept, refused = len(self.job.workspace.files()), []
        for file in sent:
            name = file.filename or ""
            if not name:
                continue  # the browser sends one empty file where none was chosen
            try:
                if kept >= MOST_FILES:
                    raise RefusedFileError("too_many")
                store(self.job.workspace.case, name, file.file)
                kept += 1
            except RefusedFileError as problem:
                refused.append(self._t(f"upload.{problem}", name=name))
            except OSError as problem:
                refused.append(self._t("upload.failed", name=name, why=problem.strerror or ""))
        return refused

    async def remove(self, request: Request) -> Response:
        """Remove a file that was sent."""
        form = await self._form(request)
        self.job.collect()
        await run_in_threadpool(self.job.workspace.remove, str(form.get("name", "")))
        return _go("/")

    async def examine(self, _request: Request) -> Response:
        """Begin to examine."""
        return self._begin()

    def _begin(self) -> Response:
        self.job.examine()
        return _go("/progress")

    # --- while it works ---------------------------------------------------------------------------

    async def progress(self, _request: Request) -> Response:
        """How far it is. Without script the page loads itself again."""
        if self.job.stage not in (Stage.EXAMINING, Stage.WRITING):
            return _go(_PLACES[self.job.stage])
        return self._page("progress", far=self._far())

    async def progress_json(self, _request: Request) -> Response:
        """The same for the script of the page."""
        working = self.job.stage in (Stage.EXAMINING, Stage.WRITING)
        return JSONResponse({"working": working, **self._far()})

    def _far(self) -> dict[str, Any]:
        far = self.job.how_far
        writing = self.job.stage is Stage.WRITING
        left = ""
        if far.seconds_left is not None and not writing:
            minutes = round(far.seconds_left / 60)
            left = self._t("progress.left_minutes", count=minutes) if minutes else ""
            left = left or self._t("progress.left_seconds", count=round(far.seconds_left))
        text = self._t("progress.writing") if writing else self._t("progress.reading")
        if far.name and not writing:
            text = self._t("progress.exhibit", number=far.number, of=far.exhibits, name=far.name)
        return {"text": text, "left": left, "percent": round(100 * far.share)}

    async def stop(self, _request: Request) -> Response:
        """Stop the examination; what is complete is kept."""
        await run_in_threadpool(self.job.stop)
        return _go(_PLACES[self.job.stage])

    # --- the questions ----------------------------------------------------------------------------

    async def question(self, _request: Request) -> Response:
        """The next question, or the end of them."""
        session = self.job.session
        if self.job.stage is not Stage.ASKING or session is None:
            return _go(_PLACES[self.job.stage])
        question = session.interview.question
        if question is None:
            self.job.finish()
            return _go("/progress")
        return self._page(
            "question",
            q=question,
            kind=question.kind.value,
            can_go_back=bool(session.interview.session),
        )

    async def answer(self, request: Request) -> Response:
        """Take an answer, or none; one to a question that is no longer asked is left alone."""
        form = await self._form(request)
        session = self.job.session
        if session is None or self.job.stage is not Stage.ASKING:
            return _go(_PLACES[self.job.stage])
        interview, question = session.interview, session.interview.question
        if question is None or form.get("fact") != question.fact:
            return _go("/question")
        try:
            match form.get("reply", "answer"):
                case "back":
                    after = await run_in_threadpool(interview.back)
                case "skip":
                    after = interview.no_answer(NoAnswer.SKIPPED)
                case "not_known":
                    after = interview.no_answer(NoAnswer.NOT_KNOWN)
                case _:
                    value = answer_in(question, form)
                    if value is None:
                        self._notices.append(Notice(self._t("question.choose"), trouble=True))
                        return _go("/question")
                    after = await run_in_threadpool(interview.answer, value)
                    self._settled(after.settled)
        except AnswerError as problem:
            text = problem.problem.what(self.job.language)
            self._notices.append(Notice(text, trouble=True))
            return _go("/question")
        except ConflictingAnswerError as conflict:
            earlier = "; ".join(
                definition(fact).question[self.job.language] for fact in conflict.earlier
            )
            text = self._t("question.conflict", earlier=earlier)
            self._notices.append(Notice(text, trouble=True))
            return _go("/question")
        await run_in_threadpool(self.job.at, after)
        return _go("/question")

    def _settled(self, settled: Any) -> None:  # noqa: ANN401 - `Settled` or None
        if settled is None:
            return
        words = Words(self.job.language)
        for change in settled.changes:
            self._notices.append(
                Notice(
                    self._t(
                        "question.settled",
                        issue=words.say(f"issue.{change.issue.value}"),
                        status=words.say(f"status.{change.after.value}"),
                    )
                )
            )
        if settled.differs:
            self._notices.append(Notice(self._t("question.differs")))

    async def finish(self, _request: Request) -> Response:
        """Stop asking, and write the report."""
        self.job.finish()
        return _go("/progress")

    async def more(self, _request: Request) -> Response:
        """Go back to the questions."""
        self.job.ask_more()
        return _go(_PLACES[self.job.stage])

    async def again(self, _request: Request) -> Response:
        """Go back to the files, to add some."""
        self.job.collect()
        return _go(_PLACES[self.job.stage])

    async def language(self, request: Request) -> Response:
        """Choose the language of pages, questions, report and letters."""
        form = await self._form(request)
        chosen = next((each for each in LANGUAGES if each == form.get("language")), None)
        if chosen is not None and self.job.stage not in (Stage.EXAMINING, Stage.WRITING):
            await run_in_threadpool(self.job.speak, chosen)
        return _go(_PLACES[self.job.stage])

    # --- the result -------------------------------------------------------------------------------

    async def result(self, _request: Request) -> Response:
        """Status of the issues, the report, the letters, and what to do next."""
        done = self.job.result
        if self.job.stage is not Stage.DONE or done is None:
            return _go(_PLACES[self.job.stage])
        files = [path.name for path in done.written]
        questions = self.job.session.interview.question if self.job.session else None
        return self._page(
            "result",
            summary=case_summary(
                done.findings, done.observations, self.job.language, self.job.reader
            ),
            letters=[
                (name, self._t(f"letter.{Path(name).stem.replace('-', '_')}"))
                for name in files
                if name.startswith("letter-") and name.endswith(".html")
            ],
            has_docx={name.removesuffix(".docx") for name in files if name.endswith(".docx")},
            more_questions=questions is not None,
            temporary=self.job.workspace.temporary,
            folder=str(self.job.workspace.out),
        )

    async def letters(self, request: Request) -> Response:
        """After the letter: what was sent, what came back, and the next one."""
        if self.job.stage is not Stage.DONE:
            return _go(_PLACES[self.job.stage])
        if request.method == "GET":
            values = await run_in_threadpool(self.correspondence.values, date.today())
            return self._page("letters", **values)
        form = await self._form(request)
        try:
            await run_in_threadpool(self.correspondence.enter, form, date.today())
        except RefusedFileError as problem:
            self._notices.append(Notice(self._t(f"upload.{problem}", name=""), trouble=True))
        except (FaceAuditError, OSError) as problem:
            self._trouble(problem)
        except ValueError:
            self._notices.append(Notice(self._t("refused.not_taken"), trouble=True))
        return _go("/letters")

    async def file(self, request: Request) -> Response:
        """A file of the result, by name; `?save` sends it to be kept."""
        done = self.job.result
        name = request.path_params["name"]
        path = next((p for p in done.written if p.name == name), None) if done else None
        if done and WRITTEN.fullmatch(name):
            path = self.job.workspace.out / name
            path = path if path.is_file() else None
        if path is None or path.suffix not in _KEPT:
            raise HTTPException(404)
        if path.suffix in _SHOWN and "save" not in request.query_params:
            headers = {"content-security-policy": _OF_A_REPORT}
            return FileResponse(path, media_type="text/html", headers=headers)
        return FileResponse(path, filename=name)

    async def bundle(self, _request: Request) -> Response:
        """Everything in one archive: material, results, digests, how to check them."""
        if self.job.stage is not Stage.DONE:
            return _go(_PLACES[self.job.stage])
        try:
            archive = await run_in_threadpool(sealed_archive, self.job.workspace)
        except FaceAuditError as problem:
            self._trouble(problem)
            return _go("/result")
        return FileResponse(archive, filename="face-audit-bundle.zip")

    # --- what all share ---------------------------------------------------------------------------

    async def asset(self, request: Request) -> Response:
        """The style sheet and the script."""
        return FileResponse(_HERE / "templates" / request.url.path.lstrip("/"))

    async def refused(self, _request: Request, problem: Exception) -> Response:
        """A page for what is not there or was not sent well."""
        status = problem.status_code if isinstance(problem, HTTPException) else 400
        return self._page("refused", status_code=status, status=status)

    def _trouble(self, problem: Exception) -> None:
        text = problem_text(problem)[self.job.language]
        self._notices.append(Notice(text, trouble=True))

    async def _form(self, request: Request) -> FormData:
        form: FormData = await request.form(
            max_files=MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_MOST_TEXT
        )
        return form

    def _page(self, name: str, *, status_code: int = 200, **values: object) -> Response:
        notices, self._notices = self._notices, []
        html = self._templates.get_template(f"{name}.html.j2").render(
            t=self._t, language=self.job.language, notices=notices, page=name, **values
        )
        return HTMLResponse(html, status_code=status_code)

    def _t(self, key: str, **values: object) -> str:
        return page_texts(self.job.language)[key].format(**values)

    def _kinds(self) -> list[tuple[str, str]]:
        about = definition("premises.kind")
        return [(value, about.say(value, self.job.language)) for value in about.values]


def _go(place: str) -> Response:
    return RedirectResponse(place, status_code=303)
