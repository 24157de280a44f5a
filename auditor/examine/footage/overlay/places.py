"""Rectangles in the picture, for finding what is next to what."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.core.locator import Box


@dataclass(frozen=True)
class Area:
    """A rectangle in pixels of the exhibit, origin top left, y downwards.

    `left` and `top` are in it, `right` and `bottom` just outside; width and height are at least 1.
    """

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In pixels, at least 1."""
        return max(1.0, self.right - self.left)

    @property
    def height(self) -> float:
        """In pixels, at least 1."""
        return max(1.0, self.bottom - self.top)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle as (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, across: float, down: float) -> Area:
        """The area with `across` more on its left and right and `down` more above and below."""
        return Area(self.left - across, self.top - down, self.right + across, self.bottom + down)

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether `point` is in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def shared_with(self, other: Area) -> float:
        """The area of what both cover, in square elements, 0 upwards."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def gaps_to(self, other: Area) -> tuple[float, float]:
        """The gaps between both, across and down, 0 where they overlap in that direction."""
        across = max(self.left, other.left) - min(self.right, other.right)
        down = max(self.top, other.top) - min(self.bottom, other.bottom)
        return max(0.0, across), max(0.0, down)

    def box(self) -> Box:
        """The same as whole pixels."""
        x, y = int(self.left), int(self.top)
        return Box(
            x=x, y=y, width=max(1, round(self.right) - x), height=max(1, round(self.bottom) - y)
        )


def area_of(box: Box) -> Area:
    """The area of a box."""
    return Area(box.x, box.y, box.x + box.width, box.y + box.height)


def around(areas: list[Area]) -> Area:
    """The smallest area that holds all of `areas`, of which there is at least one."""
    return Area(
        min(a.left for a in areas),
        min(a.top for a in areas),
        max(a.right for a in areas),
        max(a.bottom for a in areas),
    )
