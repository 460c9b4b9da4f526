"""Do the questions of a scale hang together: Cronbach's alpha."""

from csi_ui import analysis, choices

analysis.show("reliability", choices.reliability)
