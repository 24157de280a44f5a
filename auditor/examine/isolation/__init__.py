"""Examining exhibits in a process of their own: what a hostile file does stays there.

`provider` says how exhibits are examined, `process` starts and watches the worker process,
`worker` is what runs in it, `limits` and `sandbox` are what it may use and reach, and `messages`
is all that passes between the two, as JSON.
"""
