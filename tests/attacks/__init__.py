"""The corpus of attacks: submissions worth no points, each with what it tries."""

from . import exhaustion, forged, leftovers, notebooks, objects, outside, patches, reading
from .attack import Attack

ROOMS = (patches, objects, reading, outside, exhaustion, leftovers, forged, notebooks)
ATTACKS: tuple[Attack, ...] = tuple(attack for room in ROOMS for attack in room.ATTACKS)
