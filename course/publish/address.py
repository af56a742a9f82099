"""Where an edition lies on the web: what pip is told, and what a badge points to."""

import re
from dataclasses import dataclass

from ..errors import CourseError

WEB = re.compile(r"https://(?P<host>[\w.-]+)/(?P<path>[\w.-]+(?:/[\w.-]+)+)/?")
BRANCH = re.compile(r"[\w][\w./-]*")
COLAB = "https://colab.research.google.com"


@dataclass(frozen=True)
class Address:
    """A repository: `host`, its `path` there, such as "owner/name", and a branch."""

    host: str
    path: str
    branch: str

    @classmethod
    def read(cls, url: str, branch: str) -> "Address":
        """Return the address that is written in a browser. Raises CourseError for another one."""
        match = WEB.fullmatch(url)
        if match is None:
            raise CourseError(
                f"{url} is not the address of a repository. Write it as in "
                "https://github.com/owner/name."
            )
        if not BRANCH.fullmatch(branch):
            raise CourseError(f"{branch} is not the name of a branch, such as main.")
        return cls(match["host"], match["path"].removesuffix(".git"), branch)

    def pip(self, tag: str) -> str:
        """Return what pip installs: one state of the repository."""
        return f"git+https://{self.host}/{self.path}@{tag}"

    def colab(self, notebook: str) -> str | None:
        """Return where Colab opens a notebook; None for a host that it doesn't open."""
        if self.host != "github.com" or self.path.count("/") != 1:
            return None
        return f"{COLAB}/github/{self.path}/blob/{self.branch}/{notebook}"

    def badge(self, notebook: str) -> str | None:
        """Return the link with a picture, as Colab itself writes it into a notebook."""
        link = self.colab(notebook)
        picture = f'<img src="{COLAB}/assets/colab-badge.svg" alt="Open In Colab"/>'
        return link and f'<a href="{link}" target="_parent">{picture}</a>'
