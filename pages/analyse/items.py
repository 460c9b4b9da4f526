"""Every question: frequencies and means."""

from csi_ui import analysis

analysis.show("items")
