"""Where the text speaks of tables and figures: their labels in sentences, "see Figure 1, Tables 2 to 4"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from csi_core.report.model import Block, Figure, Grid, Paragraph, Section
from csi_core.report.numbering import labels
from csi_core.report.sections.parts import paragraph
from csi_core.text import Text

#: A figure or a table by its kind and key.
Known = tuple[type[Figure | Grid], str]

#: What figures and tables are called.
Names = Mapping[Known, str]

#: So many neighbours of a kind are told by the first and the last of them.
RANGE = 3


def named(blocks: Sequence[Block], text: Text) -> Names:
    """What the tables and figures of a report are called."""
    told = zip(blocks, labels(blocks, text), strict=True)
    return {(type(block), block.key): label for block, label in told if isinstance(block, Figure | Grid)}


def headline(section: Section, names: Names, text: Text) -> Paragraph:
    """The finding, with the first figure and the first table that show it."""
    first, _ = _parted(section)
    return with_mention(section.headline, first, names, text)


def others(section: Section, names: Names, text: Text) -> Iterator[Paragraph]:
    """A sentence on the section's other figures and tables and on those of the appendix."""
    _, rest = _parted(section)
    own: tuple[Figure | Grid, ...] = (*section.figures, *section.grids)
    more = known(each for each in own if each.more)
    told = [
        _seen(f"report.see_{key}", blocks, names, text) for key, blocks in (("rest", rest), ("more", more)) if blocks
    ]
    if told:
        mentions = tuple(label for each in told for label in each.mentions)
        yield Paragraph(paragraph((each.text for each in told), text), mentions=mentions)


def with_mention(sentence: str, blocks: Sequence[Known], names: Names, text: Text) -> Paragraph:
    """A sentence that ends in where to look."""
    return _seen("report.see", blocks, names, text, sentence=sentence.rstrip("。."), plain=sentence)


def known(blocks: Iterable[Figure | Grid]) -> list[Known]:
    """Those that stand on paper."""
    return [
        (type(block), block.key)
        for block in blocks
        if not (block.workbook if isinstance(block, Grid) else block.screen)
    ]


def _parted(section: Section) -> tuple[list[Known], list[Known]]:
    """What the headline speaks of and what is left of the section's own figures and tables."""
    figures = known(figure for figure in section.figures if not figure.more)
    grids = known(grid for grid in section.grids if not grid.more)
    return [*figures[:1], *grids[:1]], [*figures[1:], *grids[1:]]


def _seen(
    key: str, blocks: Sequence[Known], names: Names, text: Text, *, plain: str = "", **values: object
) -> Paragraph:
    shown: list[str] = []
    mentions: list[str] = []
    for kind in (Figure, Grid):
        found = [names.get(block, "") for block in blocks if block[0] is kind]
        if len(found) < RANGE:
            shown += found
            mentions += found
        else:
            shown.append(text("report.range", first=found[0], last=found[-1]))
            mentions += [found[0], found[-1]]
    if not shown:
        return Paragraph(plain)
    return Paragraph(text(key, blocks=shown, **values), mentions=tuple(mentions))
