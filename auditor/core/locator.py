"""Where in an exhibit something is: a place in media, in a text, or the file as a whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from auditor.core.frozen import Frozen


class Box(Frozen):
    """A rectangle in whole pixels of the exhibit's own resolution, origin top left."""

    x: int
    y: int
    width: int
    height: int


class MediaLocator(Frozen):
    """A span of media time, and a place in the picture.

    `start` and `end` are seconds from the stream's first presentation time stamp; `frame` is the
    index, from 0, of the frame in presentation order, where known. `quote` are the words
    read in the picture there, unchanged.
    """

    type: Literal["media"] = "media"
    start: float
    end: float
    frame: int | None = None
    box: Box | None = None
    quote: str = ""


class TextLocator(Frozen):
    """A place in a text: line and column from 1, the key path where there is one, and the words.

    Every secret in `quote` is blanked.
    """

    type: Literal["text"] = "text"
    line: int
    column: int = 1
    key: str = ""
    quote: str = ""


class FileLocator(Frozen):
    """The exhibit as a whole."""

    type: Literal["file"] = "file"


Locator = Annotated[MediaLocator | TextLocator | FileLocator, Field(discriminator="type")]
