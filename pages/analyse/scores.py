"""Scores from 0 to 100, the index, groups compared."""

from csi_ui import analysis, choices

analysis.show("scores", choices.scoring)
