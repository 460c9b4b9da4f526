"""Scores from 0 to 100, the index, groups compared."""

from csi_ui import analysis, scoring

analysis.show("scores", scoring.scoring)
