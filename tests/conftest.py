"""What all tests share."""

from hypothesis import settings

settings.register_profile("downhill", deadline=None)  # no test asserts a time
settings.load_profile("downhill")
