"""Which groups answered differently, and which questions go together."""

from csi_ui import analysis, choices

analysis.show("groups", choices.groups)
