"""`face-audit inspect`: what a file says by itself, without a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.core.errors import ExitCode
from auditor.core.saved import encode
from auditor.core.text import Language
from auditor.examine.configs.frame.labels import MEANING
from auditor.examine.inspection import Evidence, InspectedFile, Inspection, inspected, place_of
from auditor.examine.model import ConfiguredDevice
from auditor.report.examiner_words import in_chinese

_HEADS: dict[Language, dict[str, str]] = {
    "en": {
        "format": "Format",
        "label": "Label",
        "evidence": "Rests on",
        "cameras": "Cameras and services",
        "says": "What it says",
        "unknown": "Not understood",
        "warnings": "Warnings",
        "error": "Not examined",
        "text": "a text, in no configuration format known here",
        "nothing": "nothing written; the default",
        "limit": "A configuration shows what a system is set to do, not what it did. Not legal "
        "advice.",
    },
    "zh": {
        "format": "格式",
        "label": "结论",
        "evidence": "依据",
        "cameras": "摄像设备与服务",
        "says": "文件内容",
        "unknown": "未能理解",
        "warnings": "提示",
        "error": "未检查",
        "text": "文本，不属于已知的配置格式",
        "nothing": "未写入，按默认值",
        "limit": "配置表明系统被设定为做什么，不表明其实际做了什么。不构成法律意见。",
    },
}


def inspect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to read.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    lang: Lang = "en",
) -> None:
    """Print what configuration files and notices say: what is on, since which line, how sure."""
    with explained():
        found = Inspection(files=tuple(inspected(path) for path in files))
        if as_json:
            result(encode(found).decode().rstrip("\n"))
        else:
            result("\n\n".join(_page(one, lang) for one in found.files))
            result("\n" + _HEADS[lang]["limit"])
        if all(one.error for one in found.files):
            raise typer.Exit(ExitCode.NOTHING_EXAMINED)


def _page(one: InspectedFile, lang: Language) -> str:
    heads = _HEADS[lang]
    lines = [one.file]
    if one.label is not None and one.format:
        versions = "; ".join(_words(v, lang) for v in one.versions if v)
        lines.append(f"  {heads['format']}: {one.format} ({versions})")
    elif not one.error:
        lines.append(f"  {heads['format']}: {heads['text']}")
    if one.label is not None:
        state = f" [{one.state.value}]" if one.state is not None else ""
        meaning = _words(MEANING[one.label], lang)
        lines.append(f"  {heads['label']}: {one.label.value}{state}: {meaning}")
    if one.error:
        lines.append(f"  {heads['error']}: {one.error}")
    if one.cameras:
        lines.append(f"  {heads['cameras']}:")
        lines += [f"    {_device(device, lang)}" for device in one.cameras]
    said = [e for e in one.evidence if e.topic != "label"]
    if said:
        lines.append(f"  {heads['says']}:")
        lines += [line for e in said for line in _said(e, lang)]
    for name, texts in (("unknown", one.not_understood), ("warnings", one.warnings)):
        if texts:
            lines.append(f"  {heads[name]}:")
            lines += [f"    {_words(text, lang)}" for text in texts]
    return "\n".join(lines)


def _device(device: ConfiguredDevice, lang: Language) -> str:
    where = place_of(device.locator)
    state = device.state.value if device.state is not None else _HEADS[lang]["nothing"]
    size = f", {device.width}x{device.height}" if device.width and device.height else ""
    host = f", {device.host}" if device.host else ""
    place = f", {where}" if where else ""
    return f"{device.name}: {device.label.value} [{state}{place}]{host}{size}"


def _said(one: Evidence, lang: Language) -> list[str]:
    where = place_of(one.locator)
    subject = f"{one.subject}: " if one.subject else ""
    lines = [f"    {subject}{_words(one.says, lang)}"]
    quote = getattr(one.locator, "quote", "")
    if where:
        lines.append(f"      {where}: {quote}" if quote else f"      {where}")
    return lines


def _words(words: str, lang: Language) -> str:
    return (in_chinese(words) or words) if lang == "zh" else words
