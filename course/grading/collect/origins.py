"""Under which names a delivery came, for the archive by which feedback goes back."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..parcels import EXCHANGE, FOLDERS, INDEX, SECRET, Delivery, Origin
from .files import File, RefusedError
from .owners import Names

LONGEST = 200  # letters of a secret; nbgrader's has 73


@dataclass
class Origins:
    """The names of one delivery."""

    names: Names
    files: Iterable[File]
    _secrets: dict[str, File] = field(init=False)

    def __post_init__(self) -> None:
        found = (file for file in self.files if file.name == SECRET)
        self._secrets = {file.path.rpartition("/")[0]: file for file in found}

    def of(self, delivery: Delivery) -> Origin:
        """Return the name under which this came."""
        layout, prefix = self.names.layout, self.names.owner(delivery.file).prefix
        name = layout.part(delivery.file)
        if prefix is None:
            folder = len(delivery.file.split("/")) > layout.depth + 1
            return Origin(FOLDERS, name, name if folder else "", group=delivery.group)
        if prefix.question:  # a re-upload is for assignments, and would go to somebody else
            return Origin(FOLDERS, name, "", group=delivery.group)
        start = name[: prefix.end] if prefix.file else name
        secret = self._secret(delivery.file) if layout.kind == EXCHANGE else ""
        return Origin(layout.kind, name, start, secret, delivery.group)

    def index(self) -> bytes:
        """Return the page that lies beside the students' folders; b"" where there is none."""
        depth = self.names.layout.depth
        for file in self.files:
            if file.parts[depth:] == [INDEX] and not file.why:
                try:
                    return file.read()
                except RefusedError:
                    break
        return b""

    def _secret(self, path: str) -> str:
        file = self._secrets.get(path.rpartition("/")[0])
        try:
            found = file.read().decode("utf-8", "replace") if file else ""
        except RefusedError:
            return ""
        return found if len(found) <= LONGEST else ""
