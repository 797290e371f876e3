"""Krippendorff's alpha for unitising: how far annotators agree on which places of a text are claims.

Two forms. That of 1995 and 2004 (On the Reliability of Unitizing Continuous Data; Content Analysis, 2nd edition,
section 11.6) takes squares of how far the ends of overlapping units lie apart. That of 2016 (Krippendorff, Mathet,
Bouvry and Widlöcher, On the Reliability of Unitizing Textual Continua: Further Developments) takes the lengths of
intersections. Both divide a text into units and gaps that do not overlap: of a claim in several fragments each is a
unit, and claims of one label that overlap are taken as one unit. What is counted in several texts is added up: in the
older form chance moves no unit from one article into another, in the newer one it takes all articles together.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise

from desktop.model.text import Fragment

_NONE = 1e-9  # below this, a chance disagreement is that of rounding
GAP = ""  # the category of what is no unit

Units = Sequence[Fragment]  # in text order, disjoint; they may touch


def units_of(fragments: Iterable[Fragment]) -> list[Fragment]:
    """The units that these fragments are, those that overlap as one; those that only touch stay two."""
    units: list[Fragment] = []
    for start, end in sorted(fragments):
        if units and start < units[-1].end:
            units[-1] = Fragment(units[-1].start, max(end, units[-1].end))
        elif start < end:
            units.append(Fragment(start, end))
    return units


# The form of 2004


def squared_disagreement(coders: Sequence[Units], length: int) -> tuple[float, float]:
    """What annotators disagree in one category of one text, observed and expected, in squared code points.

    Krippendorff's D_o and D_e are these by the square of the length; alpha is 1 - D_o / D_e.
    """
    if len(coders) < 2 or not any(coders):
        return 0.0, 0.0
    sections = [_with_gaps(units, length) for units in coders]
    apart = sum(
        _apart(one, other) for first, second in combinations(sections, 2) for one, other in _meeting(first, second)
    )
    return 2 * apart / (len(coders) * (len(coders) - 1)), _expected_squares(sections, length)


@dataclass(frozen=True, slots=True)
class _Section:
    start: int
    end: int
    category: str  # GAP, or that of a unit

    @property
    def length(self) -> int:
        return self.end - self.start


def _with_gaps(units: Iterable[Fragment], length: int, category: str = "unit") -> list[_Section]:
    sections, at = [], 0
    for start, end in units:
        if at < start:
            sections.append(_Section(at, start, GAP))
        sections.append(_Section(start, end, category))
        at = end
    if at < length:
        sections.append(_Section(at, length, GAP))
    return sections


def _meeting(first: Sequence[_Section], second: Sequence[_Section]) -> Iterable[tuple[_Section, _Section]]:
    """The sections of two annotators that share a place, in text order."""
    i = j = 0
    while i < len(first) and j < len(second):
        yield first[i], second[j]
        end = min(first[i].end, second[j].end)
        i, j = i + (first[i].end == end), j + (second[j].end == end)


def _apart(one: _Section, other: _Section) -> float:
    """The squared difference of two sections that share a place: of their ends, or a whole unit that lies in a gap."""
    if one.category and other.category:
        return (one.start - other.start) ** 2 + (one.end - other.end) ** 2
    if one.category and other.start <= one.start and one.end <= other.end:
        return one.length**2
    if other.category and one.start <= other.start and other.end <= one.end:
        return other.length**2
    return 0.0


def _expected_squares(sections: Sequence[Sequence[_Section]], length: int) -> float:
    """What would be expected if the units of all annotators lay anywhere in any one's text."""
    every = [section for one in sections for section in one]
    units = [section.length for section in every if section.category]
    gaps = sorted(section.length for section in every if not section.category)
    longer = [0, *accumulate(reversed(gaps))]  # the sum of so many of the longest gaps
    total = 0.0
    for unit in units:
        wide = len(gaps) - bisect_left(gaps, unit)  # gaps that have room for the unit
        total += (len(units) - 1) / 3 * (2 * unit**3 - 3 * unit**2 + unit)
        total += unit**2 * (longer[wide] - wide * (unit - 1))
    all_text = len(sections) * length
    places = all_text * (all_text - 1) - sum(unit * (unit - 1) for unit in units)
    return 2 * length * total / places if places else 0.0


# The form of 2016


Lengths = Mapping[tuple[str, ...], float]
"""How many code points are of this category to one annotator and of that to another, by the two; and, by a category
alone, what of it would only meet itself. Those of several texts may be added up."""


def coincidences(coders: Sequence[Mapping[str, Units]], length: int) -> dict[tuple[str, ...], float]:
    """What annotators say of one text, by category: the units of each."""
    found: dict[tuple[str, ...], float] = defaultdict(float)
    if len(coders) < 2:
        return found
    sections = [_sections(units, length) for units in coders]
    for first, second in combinations(sections, 2):
        for one, other in _meeting(first, second):
            shared = (min(one.end, other.end) - max(one.start, other.start)) / (len(coders) - 1)
            found[one.category, other.category] += shared
            found[other.category, one.category] += shared
    for section in (section for one in sections for section in one):
        found[section.category,] += section.length if section.category == GAP else section.length**2
    return found


def _sections(units: Mapping[str, Units], length: int) -> list[_Section]:
    """The text in sections of one category each; where units of several overlap, of all of these together."""
    if len(units) < 2:
        return [section for category, found in units.items() for section in _with_gaps(found, length, category)] or (
            _with_gaps((), length)
        )
    layers = [_with_gaps(found, length, category) for category, found in sorted(units.items())]
    edges = sorted({edge for layer in layers for section in layer for edge in (section.start, section.end)})
    places, sections = [0] * len(layers), []
    for start, end in pairwise(edges):
        for number, layer in enumerate(layers):
            if layer[places[number]].end <= start:
                places[number] += 1
        here = [layer[place] for layer, place in zip(layers, places, strict=True)]
        category = " + ".join(section.category for section in here if section.category)
        sections.append(_Section(start, end, category))
    return _gaps_joined(sections)


def _gaps_joined(sections: Iterable[_Section]) -> list[_Section]:
    joined: list[_Section] = []
    for section in sections:
        if joined and joined[-1].category == section.category == GAP:
            joined[-1] = _Section(joined[-1].start, section.end, GAP)
        else:
            joined.append(section)
    return joined


def alpha_of(found: Lengths) -> float | None:
    """The alpha of 2016; None where nothing differs from chance.

    What is expected of two categories is the product of their lengths; but no unit can meet itself, and no place of a
    gap can.
    """
    lengths: dict[str, float] = defaultdict(float)
    agreed = own = 0.0
    for categories, length in found.items():
        if len(categories) == 1:
            own += length
            continue
        lengths[categories[0]] += length
        if categories[0] == categories[1]:
            agreed += length
    total = sum(lengths.values())
    possible = total**2 - own
    if possible <= 0:
        return None
    agreeing = sum(length**2 - found.get((category,), 0) for category, length in lengths.items())
    expected = total - total * agreeing / possible
    return 1 - (total - agreed) / expected if expected > _NONE else None
