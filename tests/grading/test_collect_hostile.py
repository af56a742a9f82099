"""Archives that are broken or want to harm: said, with the limit; nothing lands on the disk."""

import io
import os
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grading.collect.files import DeliveryLimits, is_litter

from .deliveries import ADA, OWN, Files, found, laid, moodle, packed, reasons, taken, zipped

GOOD = f"{moodle(ADA)}/{OWN}"


@pytest.mark.parametrize(
    "name",
    [
        "../ada.ipynb",
        "ada/../../bob.ipynb",
        "/etc/ada.ipynb",
        "C:\\Users\\ada.ipynb",
        "..\\ada.ipynb",
        "\\\\host\\share\\ada.ipynb",
    ],
)
def test_names_that_lead_out(tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.parent.rglob("*"))
    source = zipped(tmp_path, {name: b"evil", GOOD: b"good"})
    result = found(source)
    assert taken(result) == {"ada": b"good"}
    assert "leads out of the delivery" in reasons(result)[name]
    assert sorted(tmp_path.parent.rglob("*")) == sorted([*before, source])


def test_names_that_disguise_themselves(tmp_path: Path) -> None:
    result = found(zipped(tmp_path, {"x\x1b[2J\u202egnp.ipynb": b"", GOOD: b"good"}))
    assert list(reasons(result)) == ["x\ufffd[2J\ufffdgnp.ipynb"]


def test_links_in_a_zip(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("bob.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("ada.ipynb", "good")
    result = found(tmp_path / "d.zip")
    assert taken(result) == {"ada": b"good"} and "It is a link" in reasons(result)["bob.ipynb"]


def test_links_and_pipes_in_a_folder(tmp_path: Path) -> None:
    laid(tmp_path, {"secret/x.ipynb": b"s", "in/ada.ipynb": b"good"})
    (tmp_path / "in/bob.ipynb").symlink_to(tmp_path / "secret/x.ipynb")
    (tmp_path / "in/li").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "in/jose.ipynb")
    result = found(tmp_path / "in")
    assert taken(result) == {"ada": b"good"}
    assert set(reasons(result)) == {"bob.ipynb", "li", "jose.ipynb"}


def test_a_zip_bomb(tmp_path: Path) -> None:
    source = zipped(tmp_path, {"bob.ipynb": bytes(20 << 20), GOOD: b"good"})
    assert source.stat().st_size < 1 << 16
    result = found(source, limits=DeliveryLimits(file=10 << 20))
    assert taken(result) == {"ada": b"good"}
    assert "more than 10 MB" in reasons(result)["bob.ipynb"]


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    content = packed({"bob.ipynb": bytes(20 << 20)})
    lie = content.replace((20 << 20).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    assert lie != content
    (tmp_path / "d.zip").write_bytes(lie)
    result = found(tmp_path / "d.zip", limits=DeliveryLimits(file=10 << 20))
    assert not result.deliveries and list(reasons(result)) == ["bob.ipynb"]


def test_many_large_files(tmp_path: Path) -> None:
    files = {f"{name}.ipynb": name.encode() + bytes(6 << 20) for name in ("ada", "bob", "li")}
    result = found(zipped(tmp_path, files), limits=DeliveryLimits(whole=13 << 20))
    assert len(result.deliveries) == 2
    assert "more than 13 MB of notebooks: split it" in reasons(result)["li.ipynb"]


def test_too_many_files_in_a_students_zip(tmp_path: Path) -> None:
    inner = packed({f"{n}.ipynb": b"" for n in range(30)})
    result = found(
        zipped(tmp_path, {"bob.zip": inner, GOOD: b"good"}), limits=DeliveryLimits(files_inside=20)
    )
    assert taken(result) == {"ada": b"good"}
    assert "more than 20 files" in reasons(result)["bob.zip"]


def test_a_students_list_of_contents_is_not_read_where_it_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = packed({f"{n:0200}.ipynb": b"" for n in range(300)})
    source = zipped(tmp_path, {"bob.zip": inner, GOOD: b"good"})
    opened = []
    plain = zipfile.ZipFile
    monkeypatch.setattr(
        zipfile, "ZipFile", lambda file, *rest: opened.append(file) or plain(file, *rest)
    )
    result = found(source, limits=DeliveryLimits(files_inside=20))
    assert "more than 20 files" in reasons(result)["bob.zip"] and opened == [source]


def test_one_students_zip_does_not_use_up_everybodys_room(tmp_path: Path) -> None:
    bomb = packed({f"{n}.ipynb": b"%d" % n + bytes(6 << 20) for n in range(5)})
    files = {"ada.zip": bomb, "bob.ipynb": b"good" + bytes(6 << 20)}
    result = found(zipped(tmp_path, files), limits=DeliveryLimits(whole=20 << 20, zip=13 << 20))
    assert set(taken(result)) == {"bob"}
    why = [why for path, why in reasons(result).items() if path.startswith("ada.zip/")]
    assert any("this zip has more than 13 MB" in one for one in why)


def test_too_many_files(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"can't be collected. It has more than 1 files"):
        found(zipped(tmp_path, {"a.ipynb": b"", "b.ipynb": b""}), limits=DeliveryLimits(files=1))


def test_zips_in_zips_in_zips(tmp_path: Path) -> None:
    deep = packed({"deep.zip": packed({OWN: b"deep"})})
    result = found(zipped(tmp_path, {"bob.zip": deep, GOOD: b"good"}))
    assert taken(result) == {"ada": b"good"}
    assert "zip in a zip in a zip" in reasons(result)["bob.zip/deep.zip"]
    assert result.needs_review[0].student == "bob"


@pytest.mark.parametrize(
    "inner",
    [b"", b"PK\x03\x04 broken", packed({}), packed({".DS_Store": b""})],
    ids=["no bytes", "broken", "no files", "no notebook"],  # a zip holds the time
)
def test_students_zip_that_is_empty_or_broken(tmp_path: Path, inner: bytes) -> None:
    result = found(zipped(tmp_path, {"bob.zip": inner, GOOD: b"good"}))
    assert taken(result) == {"ada": b"good"} and list(reasons(result)) == ["bob.zip"]


def encrypted(files: Files) -> bytes:
    """Set the mark of encryption on every file, in both of its places in the zip."""
    content = packed(files)
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        pieces = content.split(head)
        at = flags - 4
        content = head.join(
            [pieces[0], *(one[:at] + bytes([one[at] | 1]) + one[at + 1 :] for one in pieces[1:])]
        )
    return content


def test_locked_with_a_password(tmp_path: Path) -> None:
    (tmp_path / "d.zip").write_bytes(encrypted({"ada.ipynb": b"a"}))
    result = found(tmp_path / "d.zip")
    assert not result.deliveries and "password" in reasons(result)["ada.ipynb"]


def test_damage_costs_only_its_file(tmp_path: Path) -> None:
    content = packed({"bob.ipynb": bytes(range(256)) * 40, "ada.ipynb": b"good"})
    at = content.index(b"bob.ipynb") + len("bob.ipynb")
    (tmp_path / "d.zip").write_bytes(content[: at + 20] + b"damage" + content[at + 26 :])
    result = found(tmp_path / "d.zip")
    assert taken(result) == {"ada": b"good"} and "damaged" in reasons(result)["bob.ipynb"]


@pytest.mark.parametrize("cut", [0, 10, 60])
def test_the_download_itself_is_broken(tmp_path: Path, cut: int) -> None:
    source = tmp_path / "d.zip"
    source.write_bytes(packed({"ada.ipynb": b"a"})[:cut])
    with pytest.raises(CourseError, match=r"d.zip can't be collected. .*download it again"):
        found(source)


def test_the_same_name_twice_in_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("ada.ipynb", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("ada.ipynb", b"2")
    result = found(tmp_path / "d.zip")
    assert not result.deliveries and len(result.needs_review) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_names_in_zips_that_dont_say_their_encoding(tmp_path: Path, encoding: str) -> None:
    name = "José Núñez Díaz.ipynb".replace("í", "i")  # cp437 has all of these
    raw = name.encode(encoding)
    content = packed({"x" * len(raw): b"j"}).replace(b"x" * len(raw), raw)
    (tmp_path / "d.zip").write_bytes(content)
    assert taken(found(tmp_path / "d.zip")) == {"jose": b"j"}


def test_litter_is_skipped_silently(tmp_path: Path) -> None:
    junk = (
        "__MACOSX/._a",
        ".DS_Store",
        "ada/.ipynb_checkpoints/ada.ipynb",
        "ada/._x.ipynb",
        "Thumbs.db",
    )
    assert all(map(is_litter, junk))
    result = found(zipped(tmp_path, {**dict.fromkeys(junk, b""), "ada/x.ipynb": b"a"}))
    assert taken(result) == {"ada": b"a"} and not result.needs_review and not result.notes


def test_a_tar(tmp_path: Path) -> None:
    source = tmp_path / "class.tar.gz"
    with tarfile.open(source, "w:gz") as archive:
        for name in ("ada.ipynb", "../bob.ipynb", "li.ipynb"):
            entry = tarfile.TarInfo(name)
            entry.size = 4
            archive.addfile(entry, io.BytesIO(b"good"))
        link = tarfile.TarInfo("jose.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    result = found(source)
    assert taken(result) == {"ada": b"good", "li": b"good"}
    assert set(reasons(result)) == {"../bob.ipynb", "jose.ipynb"}
    source.write_bytes(source.read_bytes()[:60])
    with pytest.raises(CourseError, match="can't be read as a tar"):
        found(source)


def test_unreadable_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid(tmp_path, {"ada.ipynb": b"a", "bob.ipynb": b"b"})
    plain = os.open

    def denied(place: str, *rest: int, **options: int) -> int:  # root may read all
        if place == "bob.ipynb":
            raise PermissionError(13, "Permission denied")
        return plain(place, *rest, **options)

    monkeypatch.setattr(os, "open", denied)
    result = found(tmp_path)
    assert taken(result) == {"ada": b"a"} and "Permission denied" in reasons(result)["bob.ipynb"]
