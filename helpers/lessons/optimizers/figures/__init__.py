"""The pictures of lesson 10: a state in, a Picture out."""

from .memory import after_the_storm as after_the_storm
from .memory import calm_and_crisis as calm_and_crisis
from .paths import velocity as velocity
from .paths import zigzag as zigzag
from .real_net import real_net as real_net
