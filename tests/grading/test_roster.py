"""Rosters as nbgrader, Canvas, Moodle and Blackboard write them, and what is wrong with others."""

from pathlib import Path

import pytest

from course.errors import CourseError
from course.grading.people import roster
from course.grading.people.roster import Roster, Student

NBGRADER = "id,last_name,first_name,email,lms_user_id\nada,Lovelace,Ada,ada@uni.edu,11\nbob,,,,\n"
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Two weights (4711),Final Score\n"
    ",,,,,Manual Posting,\n"
    "    Points Possible,,,,,12.00,(read only)\n"
    '"Lovelace, Ada",11,S-1,ada,Group 1 and Group 2,10.00,83\n'
    '"O\'Brien, Bob",22,,bob,Group 1,,\n'
    '"Student, Test",99,,0123456789abcdef,Group 1,,\n'
)
MOODLE = (
    "First name,Last name,ID number,Institution,Department,Email address,Assignment: Three (Real)\n"
    "Ada,Lovelace,S-1,,,ada@uni.edu,-\n"
    "Bob,O'Brien,S-2,,,bob@uni.edu,7.00\n"
)


def read(folder: Path, text: str, encoding: str = "utf-8") -> Roster:
    place = folder / "roster.csv"
    place.write_bytes(text.encode(encoding))
    return roster.read_roster(place)


def test_nbgrader(tmp_path: Path) -> None:
    ada, bob = read(tmp_path, NBGRADER)
    assert ada == Student("ada", "Ada", "Lovelace", "ada@uni.edu", "11")
    assert bob == Student("bob")


def test_canvas(tmp_path: Path) -> None:
    ada, bob = read(tmp_path, CANVAS)
    assert ada == Student(
        "ada", "Ada", "Lovelace", "", "11", "ada", "S-1", section="Group 1 and Group 2"
    )
    assert (bob.id, bob.last_name, bob.lms_id, bob.number) == ("bob", "O'Brien", "22", "")


def test_canvas_with_first_and_last_names(tmp_path: Path) -> None:
    text = (
        "LastName,FirstName,ID,SIS Login ID,Section\n Points Possible,,,,\nLovelace,Ada,11,ada,G\n"
    )
    (ada,) = read(tmp_path, text)
    assert (ada.id, ada.first_name, ada.last_name, ada.lms_id) == ("ada", "Ada", "Lovelace", "11")


def test_canvas_without_logins(tmp_path: Path) -> None:
    (ada,) = read(tmp_path, 'Student,ID,Section\n"Lovelace, Ada",11,G\n')
    assert (ada.id, ada.lms_id) == ("11", "11")


def test_moodle(tmp_path: Path) -> None:
    ada, bob = read(tmp_path, MOODLE)
    assert ada == Student("S-1", "Ada", "Lovelace", "ada@uni.edu", number="S-1")
    assert bob.email == "bob@uni.edu"


def test_moodle_with_usernames(tmp_path: Path) -> None:
    text = "Username,First name,Surname,ID number,Email address\nada,Ada,Lovelace,,ada@uni.edu\n"
    (ada,) = read(tmp_path, text)
    assert (ada.id, ada.last_name, ada.username) == ("ada", "Lovelace", "ada")


def test_moodle_whose_numbers_nobody_filled_in(tmp_path: Path) -> None:
    text = MOODLE.replace("S-1", "").replace("S-2", "")
    assert [one.id for one in read(tmp_path, text)] == ["ada@uni.edu", "bob@uni.edu"]


def test_moodle_grading_worksheet(tmp_path: Path) -> None:
    text = (
        "Identifier,Full name,ID number,Email address,Status,Grade\n"
        "Participant 4711,Ada Lovelace,S-1,ada@uni.edu,Submitted,\n"
    )
    (ada,) = read(tmp_path, text)
    assert ada.participant == "4711" and ada.id == "S-1"


def test_blackboard(tmp_path: Path) -> None:
    text = '"Last Name"\t"First Name"\t"Username"\t"Student ID"\nLovelace\tAda\tada\t\n'
    (ada,) = read(tmp_path, text)
    assert (ada.id, ada.username, ada.last_name) == ("ada", "ada", "Lovelace")


@pytest.mark.parametrize("text", [NBGRADER, CANVAS, MOODLE])
def test_bom_crlf_semicolons_and_excel(tmp_path: Path, text: str) -> None:
    plain = read(tmp_path, text).students
    assert read(tmp_path, text, "utf-8-sig").students == plain
    assert read(tmp_path, text.replace("\n", "\r\n")).students == plain
    assert read(tmp_path, text + "\n,,,\n\n").students == plain
    semicolons = text.replace('"Lovelace, Ada"', "Lovelace| Ada").replace(
        '"O\'Brien, Bob"', "O'Brien| Bob"
    )
    semicolons = (
        semicolons.replace('"Student, Test"', "Student| Test").replace(",", ";").replace("|", ",")
    )
    assert read(tmp_path, "sep=;\r\n" + semicolons, "utf-8-sig").students == plain


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "lists no students"),
        ("id,first_name\n", "lists no students"),
        ("first_name,last_name\nAda,Lovelace\n", "doesn't say who is who. It needs a column id"),
        ("id\nada\nbob\nada\n", "Lines 2 and 4 of roster.csv have the same id, ada. Delete one"),
        ("id\nada\nADA\n", "Lines 2 and 3 of roster.csv have the same id"),
        ("id,email\nada,a@b\n,c@d\n", "Line 3 of roster.csv has no id. Fill it in"),
        (MOODLE.replace("S-2", ""), "Line 3 of roster.csv has no id number"),
        ("id\n../ada\n", "can't be the name of a folder"),
        ("id\na/b\n", "can't be the name of a folder"),
        ("id\n.ada\n", "can't be the name of a folder"),
        ("id\nada.\n", "can't be the name of a folder"),
        ("id\n=1+1\n", "a formula to a spreadsheet"),
        ("id,email\nada,@SUM(A1)\n", "a formula to a spreadsheet"),
        ('id,name\nada,"Lovelace\n', "isn't a proper CSV"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CourseError) as error:
        read(tmp_path, text)
    assert says in str(error.value)


def test_no_roster(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"There is no roster at .*nobody.csv. Export the class"):
        roster.read_roster(tmp_path / "nobody.csv")
    with pytest.raises(CourseError, match="can't be read: Is a directory"):
        roster.read_roster(tmp_path)


def test_an_encoding_that_was_guessed_is_told(tmp_path: Path) -> None:
    for text, name in (("id,last_name\njose,Núñez\n", "Núñez"), ("id,name\nzoe,Weiß\n", "Weiß")):
        found = read(tmp_path, text, "cp1252")
        assert [one.last_name for one in found] == [name]
        (note,) = found.notes
        assert f"was taken for cp1252, as in {name}." in note and "CSV UTF-8" in note
    assert read(tmp_path, CANVAS).notes == ()
    with pytest.raises(CourseError, match="is no text, or damaged"):
        (tmp_path / "roster.csv").write_bytes(bytes(range(256)) * 9)
        roster.read_roster(tmp_path / "roster.csv")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32", "utf-16-le"])
def test_unicode_is_read(tmp_path: Path, encoding: str) -> None:
    """Blackboard's export for Excel is of tabs, in UTF-16 with its mark."""
    text = '"Last Name"\t"First Name"\t"Username"\t"Student ID"\n"Müller"\t"José"\t"jm"\t"1002"\n'
    found = read(tmp_path, text, encoding)
    assert [(one.id, one.last_name, one.username) for one in found] == [("1002", "Müller", "jm")]
    assert bool(found.notes) == (encoding == "utf-16-le")  # it has no mark, and was guessed


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        (["Łukasz Żółć", "Agnieszka Wiśniewska", "Paweł Dąbrowski"], "cp1250"),
        (["Jiří Novák", "Žofie Šťastná"], "cp1250"),
        (["Дмитрий Иванов", "Анна Петрова"], "cp1251"),
    ],
)
def test_an_encoding_that_makes_no_words_is_not_taken(
    names: list[str], encoding: str, tmp_path: Path
) -> None:
    """Windows' Western one was as likely, and made of Łukasz £ukasz."""
    lines = [f"{number},{','.join(name.split())}" for number, name in enumerate(names)]
    found = read(tmp_path, "\n".join(["id,first_name,last_name", *lines]) + "\n", encoding)
    assert [f"{one.first_name} {one.last_name}" for one in found] == names
    assert f"taken for {encoding}" in found.notes[0]


def test_a_refusal_names_the_columns(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"has the columns etunimi, sukunimi: rename one\.$"):
        read(tmp_path, "Etunimi,Sukunimi\nAino,Mäki\n")


PEOPLE = [("Ada", "Example", "1001", "ada@uni.test"), ("José", "Müller", "1002", "jm@uni.test")]
MOODLES = {
    "german": ("Vorname", "Nachname", "ID-Nummer", "E-Mail-Adresse"),
    "french": (
        "Prénom",
        "Nom de famille",
        "Numéro d\N{RIGHT SINGLE QUOTATION MARK}identification",
        "Adresse de courriel",
    ),
    "spanish": ("Nombre", "Apellido(s)", "Número de ID", "Dirección de correo"),
    "italian": ("Nome", "Cognome", "Codice identificativo", "Indirizzo email"),
    "dutch": ("Voornaam", "Achternaam", "Nummer (ID)", "E-mailadres"),
    "portuguese": ("Nome", "Apelido", "Número de identificação (ID)", "E-mail"),
    "brazilian": ("Nome", "Sobrenome", "Número de identificação", "Endereço de email"),
    "polish": ("Imię", "Nazwisko", "Numer ID", "E-mail"),
    "turkish": ("Adı", "Soyadı", "ID numarası", "E-posta adresi"),
    "swedish": ("Förnamn", "Efternamn", "ID nummer", "E-postadress"),
    "romanian": ("Prenume", "Nume de familie", "Număr ID", "Adresa de e-mail"),
    "russian": ("Имя", "Фамилия", "Индивидуальный номер", "Адрес электронной почты"),
    "chinese": ("名", "姓", "学号", "电子邮件地址"),
    "arabic": ("الاسم الأول", "الاسم الأخير", "رقم المُعرَّف", "عنوان البريد الإلكتروني"),
}
WORKSHEETS = {
    "english": ("Identifier", "Full name", "Email address", "Last modified (submission)", "Group"),
    "german": ("ID", "Vollständiger Name", "E-Mail-Adresse", "Zuletzt geändert (Abgabe)", "Gruppe"),
    "french": (
        "Identifiant",
        "Nom complet",
        "Adresse de courriel",
        "Dernière modification (travail remis)",
        "Groupe",
    ),
    "spanish": (
        "Identificador",
        "Nombre completo",
        "Dirección de correo",
        "Última modificación (entrega)",
        "Grupo",
    ),
    "italian": (
        "Identificativo",
        "Nome",
        "Indirizzo email",
        "Ultima modifica (consegna)",
        "Gruppo",
    ),
    "dutch": (
        "Identificatie",
        "Volledige naam",
        "E-mailadres",
        "Laatst gewijzigd (inzending)",
        "Groep",
    ),
}
WORKSHEETS |= {
    "portuguese": (
        "Identificador",
        "Nome completo",
        "E-mail",
        "Última atualização (submissão)",
        "Grupo",
    ),
    "turkish": ("Tanımlayıcı", "Tam adı", "E-posta adresi", "Son düzenleme (gönderim)", "Grup"),
    "chinese": ("标识符", "全名", "电子邮件地址", "上次修改（作业）", "小组"),
}
PARTICIPANTS = {
    **{"german": "Teilnehmer/in17", "italian": "Partecipante17", "dutch": "Deelnemer17"},
    **{"portuguese": "Participante17", "turkish": "Katılımcı17", "chinese": "参与人17"},
}


@pytest.mark.parametrize("language", MOODLES)
def test_moodle_in_other_languages(tmp_path: Path, language: str) -> None:
    lines = [MOODLES[language], *PEOPLE]
    found = read(tmp_path, "\n".join(map(",".join, lines)) + "\n", "utf-8-sig")
    assert [(o.first_name, o.last_name, o.id, o.email) for o in found] == PEOPLE


@pytest.mark.parametrize("language", WORKSHEETS)
def test_the_grading_worksheet_in_other_languages(tmp_path: Path, language: str) -> None:
    participant = PARTICIPANTS.get(language, "Participant 17")
    row = (participant, "Ada Example", "ada@uni.test", "10. Juli 2026 23:30", "Team Blue")
    (ada,) = read(tmp_path, "\n".join(map(",".join, [WORKSHEETS[language], row])) + "\n")
    assert (ada.participant, ada.last_name, ada.id) == ("17", "Ada Example", "ada@uni.test")
    assert (ada.submitted, ada.groups) == ("10. Juli 2026 23:30", ("Team Blue",))


OTHERS = {
    "brightspace": (
        "OrgDefinedId,Username,Last Name,First Name,Email,End-of-Line Indicator\n"
        "#1001,#ada,Example,Ada,ada@uni.test,#\n",
        Student("ada", "Ada", "Example", "ada@uni.test", "", "ada", "1001"),
    ),
    "gradescope": (
        "First Name,Last Name,SID,Email,Sections\nAda,Example,1001,ada@uni.test,A\n",
        Student("1001", "Ada", "Example", "ada@uni.test", number="1001", section="A"),
    ),
    "github classroom": (
        '"identifier","github_username","github_id","name"\n"Example, Ada","adaex","501",""\n',
        Student("adaex", "Ada", "Example", lms_id="501", username="adaex"),
    ),
    "google classroom": (
        "Last Name,First Name,Email Address,Two weights\nDate,,,2026-11-20\nPoints,,,13\n"
        "Example,Ada,ada@uni.test,\n",
        Student("ada@uni.test", "Ada", "Example", "ada@uni.test"),
    ),
    "ilias": (
        "Benutzername;Nachname;Vorname;E-Mail;Matrikelnummer\nada;Example;Ada;ada@uni.test;1001\n",
        Student("ada", "Ada", "Example", "ada@uni.test", "", "ada", "1001"),
    ),
    "sakai": (
        'Name,User ID,Email Address,Role\n"Example, Ada",ada,ada@uni.test,Student\n',
        Student("ada", "Ada", "Example", "ada@uni.test", username="ada"),
    ),
    "canvas groups": (
        "name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id\n"
        '"Example, Ada",11,S-1,ada,A,Pair 7,5,\n',
        Student("ada", "Ada", "Example", "", "11", "ada", "S-1", section="A", groups=("Pair 7",)),
    ),
}


@pytest.mark.parametrize("system", OTHERS)
def test_rosters_of_other_systems(tmp_path: Path, system: str) -> None:
    text, student = OTHERS[system]
    assert read(tmp_path, text).students == (student,)


def test_looking_up(tmp_path: Path) -> None:
    canvas = read(tmp_path, CANVAS)
    assert len(canvas) == 2 and "ada" in canvas and "eve" not in canvas
    assert canvas["bob"].last_name == "O'Brien"
    assert canvas.identified("S-1") == canvas.identified(" ADA ") == {"ada"}
    assert canvas.identified("") == canvas.named("") == canvas.named("'") == frozenset()
    assert canvas.named("OBrien Bob") == {"bob"}
