"""Does the questionnaire measure what it means to: factor analysis, and the questionnaire's own dimensions."""

from csi_ui import analysis, choices, factors

analysis.show("validity", choices.validity, factors.offer, below=("confirmatory", choices.confirmatory))
