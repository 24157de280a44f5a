"""`docker run` lines, as notes and scripts keep them in place of a Compose file."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from auditor.examine.configs.containers.service import Service, repository, setting
from auditor.examine.configs.syntax.tree import Mark, Node

LEAST_SHARE = 0.5
"""Share of the commands in a text that must be Docker's: a letter that quotes one is a letter."""

_RUN = re.compile(
    r"^[ \t]*(?:[$#]\s+)?(?:sudo\s+|nohup\s+)*(?:docker|podman|nerdctl)\s+(?:container\s+)?run\s"
)
_DEEPSTACK = re.compile(
    r"^[ \t]*(?:[$#>]\s+|ExecStart=|start\s+(?:/\w+\s+)*(?:\"[^\"]*\"\s+)?|sudo\s+|nohup\s+)*"
    r"[\"']?(?:\S*[/\\])?deepstack(?:\.exe)?[\"']?(?=\s+-{1,2}[A-Z])",
    re.IGNORECASE,
)
"""DeepStack's own command on Windows, whose settings are options (its docs, "Windows")."""
_OURS = re.compile(
    r"^[ \t]*(?:[$#]\s+)?(?:sudo\s+|nohup\s+)*(?:docker|podman|nerdctl|cd|set|export|mkdir|sleep"
    r"|echo"
    r"|[A-Za-z_]\w*=|if|fi|then|else|for|done|do)\b|^[ \t]*(?:[A-Za-z_]\w*=|\(\()"
)
_ASSIGNED = re.compile(r"^[ \t]*(?:export\s+)?([A-Za-z_]\w*)=([\"']?)([^\s\"'$`()]+)\2\s*(?:#.*)?$")
_USED = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_WITHOUT_VALUE = frozenset(
    {
        *("-d", "-i", "-t", "-P", "--detach", "--rm", "--interactive", "--tty", "--privileged"),
        *("--init", "--publish-all", "--read-only", "--no-healthcheck", "--sig-proxy", "--quiet"),
        *("-q", "--oom-kill-disable", "--disable-content-trust"),
    }
)
"""Options of `docker run` that take no value (Docker's command reference)."""
_CLUSTER = re.compile(r"-[ditqP]{2,}$")


def commands_in(text: str) -> Iterator[tuple[int, str]]:
    """Every command in `text`, continuation lines joined, with its first line from 1."""
    joined, first = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        plain = line.rstrip()
        if not joined:
            first = number
        if plain.endswith(("\\", "^", "`")) and plain[:-1].strip():
            joined += plain[:-1] + " "
            continue
        joined += plain
        words = joined.strip()
        if words and not (words.startswith("#") and not _RUN.match(words)):
            yield first, joined
        joined = ""
    if joined.strip():
        yield first, joined


def is_commands(text: str) -> bool:
    """Whether a text is commands of which at least one starts a container."""
    commands = [command for _, command in commands_in(text)]
    runs = sum(1 for command in commands if _RUN.match(command) or _DEEPSTACK.match(command))
    ours = sum(1 for command in commands if _OURS.match(command) or _DEEPSTACK.match(command))
    return runs > 0 and ours >= LEAST_SHARE * len(commands)


def services_of(text: str) -> tuple[Service, ...]:
    """The containers that the commands in `text` start."""
    found: list[Service] = []
    values: dict[str, str] = {}
    for number, command in commands_in(text):
        if (assigned := _ASSIGNED.match(command)) is not None:
            values[assigned.group(1)] = assigned.group(3)
        if _RUN.match(command):
            one = _service(_expanded(command, values), number, len(found) + 1)
            if one is not None:
                found.append(one)
        elif (start := _DEEPSTACK.match(command)) is not None:
            found.append(_deepstack(command[start.end() :], number))
    return tuple(found)


def _deepstack(options: str, number: int) -> Service:
    """DeepStack started without a container: `deepstack --VISION-FACE True --PORT 80`."""
    node = Node("deepstack", "deepstack", Mark(number, 1))
    named = re.findall(r"--?([A-Za-z][\w-]*)(?:[ =]+([^\s-]\S*))?", options)
    return Service(
        name="deepstack",
        path=("deepstack",),
        node=node,
        image="deepquestai/deepstack",
        image_node=node,
        settings=tuple(
            setting(name, value.strip("\"'"), ("deepstack", name), node) for name, value in named
        ),
    )


def _expanded(command: str, values: dict[str, str]) -> str:
    """`command` with the variables that the same script sets to plain words written out."""
    return _USED.sub(
        lambda found: values.get(found.group(1) or found.group(2), found.group()), command
    )


def _service(command: str, number: int, count: int) -> Service | None:
    try:
        words = shlex.split(_RUN.sub("", command), comments=False)
    except ValueError:
        words = _RUN.sub("", command).split()
    options: list[tuple[str, str]] = []
    index = 0
    while index < len(words) and words[index].startswith("-"):
        word = words[index]
        index += 1
        if "=" in word and word.startswith("--"):
            name, _, value = word.partition("=")
        elif word in _WITHOUT_VALUE or _CLUSTER.match(word):
            continue
        elif index < len(words):
            name, value = word, words[index]
            index += 1
        else:
            break
        options.append((name, value))
    if index >= len(words):
        return None
    image = words[index]
    node = Node(image, image, Mark(number, 1))
    named = [value for name, value in options if name == "--name"]
    values = [value for name, value in options if name in ("-e", "--env")]
    return Service(
        name=named[0] if named else repository(image) or f"container {count}",
        path=("docker run",),
        node=node,
        image=image,
        image_node=node,
        settings=tuple(
            setting(name, value, ("docker run", name), node)
            for name, _, value in (one.partition("=") for one in reversed(values))
        ),
        command=" ".join(words[index + 1 :]),
        unseen=any(name == "--env-file" for name, _ in options),
        volumes=tuple(
            value.split(":", 1)[0] for name, value in options if name in ("-v", "--volume")
        ),
        ports=tuple(value for name, value in options if name in ("-p", "--publish")),
    )
