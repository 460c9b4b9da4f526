"""The Kano model: what each feature is to the people asked (Kano et al. 1984; Berger et al. 1993)."""

from csi_core.analysis.kano.contradictions import contradictions
from csi_core.analysis.kano.features import feature
from csi_core.analysis.kano.study import kano
from csi_core.analysis.kano.table import CATEGORIES, TABLES, cells

__all__ = ["CATEGORIES", "TABLES", "cells", "contradictions", "feature", "kano"]
