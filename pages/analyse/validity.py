"""Does the questionnaire measure what it means to: factor analysis, and the questionnaire's own dimensions."""

from csi_ui import analysis, choices

analysis.show("validity", choices.validity, below=("confirmatory", choices.confirmatory))
