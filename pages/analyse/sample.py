"""Who answered: the profile questions."""

from csi_ui import analysis, population

analysis.show("sample", population.population, offer=population.undo_button)
