"""Files beside the gradebook: each is there whole or not at all."""

from hashlib import sha256
from pathlib import Path


def write_atomically(file: Path, content: bytes) -> None:
    """Write a file so that whoever reads it, even after a kill, finds the old one or the new one.

    Raises OSError, and leaves the old file, where it can't be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    # Always the same name, so what a kill leaves is overwritten by the next run.
    new = file.with_name(f".{file.name}.new")
    try:
        new.write_bytes(content)
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def update(file: Path, content: bytes) -> bool:
    """Write a file where it has not this content; say whether it was there with another one."""
    there = file.is_file()
    if there and file.read_bytes() == content:
        return False
    write_atomically(file, content)
    return there


def content_digest(content: bytes) -> str:
    """Return the SHA-256 by which a file is known."""
    return sha256(content).hexdigest()


def digest_of(file: Path) -> str:
    """Return a file's SHA-256; "" where there is no file."""
    return content_digest(file.read_bytes()) if file.is_file() else ""
