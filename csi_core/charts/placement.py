"""Where to write the names of points so that none covers another name or point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Distances of a name from its point, in pixels; beyond the first, a thin line leads to it.
DISTANCES = (9.0, 20.0, 34.0, 50.0, 70.0, 95.0, 120.0)
POINT = 6.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The place inside that is nearest to a point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


@dataclass(frozen=True, slots=True)
class Placed:
    """A name's box, and whether it stands so far off that a line must lead to it."""

    box: Box
    led: bool


def place(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    area: Box,
    taken: Sequence[Box] = (),
) -> tuple[Placed, ...] | None:
    """A free place for the name (width, height) of each point inside `area`, or None if there is none for some.

    Greedy, the points with the nearest neighbours first; each tries the places around it, near ones before far
    ones. Points, names placed before and the boxes `taken` are avoided.
    """
    obstacles = [Box(x - POINT, y - POINT, x + POINT, y + POINT) for x, y in points]
    crowded = sorted(range(len(points)), key=lambda index: _crowd(index, points))
    names: dict[int, Placed] = {}
    for index in crowded:
        blocked = [*obstacles[:index], *obstacles[index + 1 :], *taken, *(name.box for name in names.values())]
        for candidate in _candidates(points[index], sizes[index]):
            if candidate.box.inside(area) and not any(candidate.box.overlaps(box) for box in blocked):
                names[index] = candidate
                break
        else:
            return None
    return tuple(names[index] for index in range(len(points)))


def _crowd(index: int, points: Sequence[tuple[float, float]]) -> float:
    x, y = points[index]
    others = sorted((x - a) ** 2 + (y - b) ** 2 for other, (a, b) in enumerate(points) if other != index)
    return sum(others[:3])


def _candidates(point: tuple[float, float], size: tuple[float, float]) -> Iterator[Placed]:
    x, y = point
    width, height = size
    for distance in DISTANCES:
        near = 0.7 * distance
        centres = (
            (x + distance + width / 2, y),
            (x - distance - width / 2, y),
            (x, y - distance - height / 2),
            (x, y + distance + height / 2),
            (x + near + width / 2, y - near - height / 2),
            (x - near - width / 2, y - near - height / 2),
            (x + near + width / 2, y + near + height / 2),
            (x - near - width / 2, y + near + height / 2),
        )
        for a, b in centres:
            box = Box(a - width / 2, b - height / 2, a + width / 2, b + height / 2)
            yield Placed(box, distance > DISTANCES[0])
