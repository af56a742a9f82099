"""`python -m helpers.doctor`."""

from . import main

if __name__ == "__main__":
    raise SystemExit(main())
