"""What a plan is handed over with: the most to pay, the lowest price, targets, whom to look for, evenings."""

from kos_core.handover.handed import Handed, handed

__all__ = ["Handed", "handed"]
