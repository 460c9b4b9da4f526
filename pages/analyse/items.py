"""Every question: frequencies, means, groups compared."""

from csi_ui import analysis, choices

analysis.show("items", choices.groups)
