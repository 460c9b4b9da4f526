"""Scores from 0 to 100, the index, groups compared; changes between waves, and loyalty."""

from csi_ui import analysis, scoring

analysis.show("scores", scoring.scoring, also=("waves", "loyalty"))
