"""For the sceptic: the analysed answers and scripts that compute the main numbers again in SPSS, GNU PSPP and R."""

from __future__ import annotations

from csi_core.check.bundle import ARCHIVE, bundle

__all__ = ["ARCHIVE", "bundle"]
