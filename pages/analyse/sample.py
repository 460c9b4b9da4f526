"""Who answered: the profile questions."""

from csi_ui import analysis, choices

analysis.show("sample", choices.population)
