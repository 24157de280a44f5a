"""The interview: a few plain questions in place of a long case file. Free of terminal and web code.

How a front end uses it:

    interview = begin_interview(observations, book, as_of, speaker, today, language="zh",
                                sheet=loaded.answers)      # goes on where an earlier one stopped
    while (question := interview.question) is not None:    # text, why, where, kind, options
        typed = ...                                        # ask the person
        match read_reply(typed):                           # "don't know", "skip", "back", "quit"
            case Reply.NOT_KNOWN: interview = interview.no_answer(NoAnswer.NOT_KNOWN)
            case Reply.SKIP: interview = interview.no_answer(NoAnswer.SKIPPED)
            case Reply.BACK: interview = interview.back()
            case Reply.QUIT: break
            case None: interview = interview.answer(read_answer(question, typed))
        save_answers(folder, interview.sheet, "zh")       # case.answers.yaml, after each answer
        settled = interview.settled                       # issues changed, rules, conflicts
    interview.states                                      # every issue with its state now
    interview.case                                        # the case with the answers in it

- `Interview` (`interview.interview`) is frozen: every answer gives the interview after it, so
  that a web page can keep one for each step. Nothing is examined again and the rules are loaded
  once.
- `InterviewQuestion` (`interview.question`): `kind` is a `FactType`; `options` have `value`,
  `label` and `fixed` (known from an exhibit: shown as chosen, cannot be taken back). A form can
  pass the values of options to `answer` as they are: True or False, a word, a tuple of words, a
  number, an ISO day, text. `read_answer` is for what people type; it raises `AnswerError` with a
  `CaseProblem`, whose `what(language)` and `suggestion(language)` are for the person.
- `NoAnswer` and `AnswerSheet` (`case.answer_sheet`): a sheet has at most one answer to a fact,
  with who and when. "Do not know" and "skipped" state nothing: the fact stays unknown.
- `save_answers` (`interview.saving`) writes `case.answers.yaml`, which every command reads with
  the case. `auditor.pipeline.interview.open_interview` opens a case folder, examines what no
  earlier run into the output folder examined, and begins; `InterviewSession.at` saves each answer.
  Afterwards `auditor.pipeline.audit.audit` judges and reports, and examines nothing again.

Which question comes next (`interview.ranking`): only one whose answer, or that of a question it
leads to, changes the state of an issue, tried by judging again; the one whose answers settle most
on average comes first, weighed by whether this person is likely to know. `interview.order` keeps
the order of a conversation: whether there is a notice before what is in it.
"""
