"""How ILIAS writes a name of its users in ASCII.

By ILIAS-eLearning/ILIAS, Services/FileServices/classes/class.ilFileUtils.php, `getASCIIFilename`:
German umlauts with an e; of a letter that has a name in HTML 4 the first letter of that name, so é
(&eacute;) is e; of all others "_" for each byte in UTF-8, so ł is two of them.
"""

import unicodedata
from html.entities import codepoint2name

UMLAUTS = str.maketrans(
    {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
)
NOT_IN_NAMES = set(':\\/*?"|')


def ascii_name(name: str) -> str:
    """Return a name as it is in the name of a folder."""
    plain = unicodedata.normalize("NFC", name).translate(UMLAUTS)
    return "".join(map(_sign, plain))


def _sign(sign: str) -> str:
    if sign in NOT_IN_NAMES:
        return "_"
    if ord(sign) in codepoint2name:
        return codepoint2name[ord(sign)][0]
    return sign if sign.isascii() else "_" * len(sign.encode("utf-8"))
