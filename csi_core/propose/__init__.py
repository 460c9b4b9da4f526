"""Table → proposed setup: roles, scales, directions, labels, pairs, each guess with its reason."""

from csi_core.propose.assemble import propose
from csi_core.propose.complete import complete
from csi_core.propose.proposal import Proposal, Reason

__all__ = ["Proposal", "Reason", "complete", "propose"]
