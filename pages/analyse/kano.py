"""What kind of feature each is: the Kano model."""

from csi_ui import analysis, choices

analysis.show("kano", choices.kano)
