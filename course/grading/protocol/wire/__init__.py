"""What goes between the judge's process and a student's, as bytes. Imports nothing of the course.

It is in the sandbox too, so both ends are one piece of code; neither trusts what comes over it.
"""

from .packing import Restore, Unsendable, pack_value, unpack_value
from .scan import Malformed

__all__ = ["Malformed", "Restore", "Unsendable", "pack_value", "unpack_value"]
