"""Does the questionnaire measure what it means to: factor analysis."""

from csi_ui import analysis, choices

analysis.show("validity", choices.validity)
