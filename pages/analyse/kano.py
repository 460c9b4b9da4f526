"""What kind of feature each is: the Kano model."""

from csi_ui import analysis, evaluation

analysis.show("kano", evaluation.kano)
