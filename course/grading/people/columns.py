"""What systems call the columns of their exports, in the languages of Moodle's that are known.

Moodle's are from its language packs of version 4.5 (German, French, Spanish, Italian, Dutch,
Portuguese, Turkish, Swedish, Romanian, Russian, Chinese and Arabic: projectestac/moodle-langpacks,
moodle.php, assign.php and group.php), by the strings firstname, lastname, fullname, fullnameuser,
email, username, idnumber; recordid, participant and lastmodifiedsubmission of the grading
worksheet; group and groups. Brazil's and the Polish are of version 2.0 (mudrd8mz/moodle-lang), and
have no grading worksheet. Canvas's columns of groups are
those of its API documentation, "Group Category Import Format". Those of Brightspace (OrgDefinedId,
each cell with # in front), Gradescope (SID), GitHub Classroom (github_username), Google Classroom,
Sakai (User ID) and ILIAS (Benutzername, Matrikelnummer) are as exports of users have them: no
source was found that says them.

Names are in lower case, with blanks for underscores and dashes.
"""

import re

COLUMNS = {
    "first_name": (
        *("first name", "firstname", "given name"),
        *("vorname", "prénom", "nombre", "nome", "voornaam", "imię", "ad", "adı", "förnamn"),
        *("prenume", "имя", "名", "الاسم الأول"),
    ),
    "last_name": (
        *("last name", "lastname", "surname", "family name"),
        *("nachname", "nom de famille", "apellido(s)", "apellidos", "cognome", "achternaam"),
        *("apelido", "sobrenome", "nazwisko", "soyad", "soyadı", "efternamn", "nume de familie"),
        *("фамилия", "姓", "الاسم الأخير"),
    ),
    "email": (
        *("email", "email address", "e mail", "e mail adresse", "adresse de courriel"),
        *("dirección de correo", "indirizzo email", "e mailadres", "endereço de email"),
        *("adres e mail", "e posta adresi", "e postadress", "adresa de e mail"),
        *("адрес электронной почты", "电子邮件地址", "عنوان البريد الإلكتروني"),
    ),
    "lms_id": ("lms user id", "lms id", "canvas id", "github id"),
    "username": (
        *("username", "user name", "sis login id", "login id", "login", "github username"),
        *("anmeldename", "nom d'utilisateur", "nombre de usuario", "gebruikersnaam"),
        *("benutzername", "user id", "nome de utilizador", "nome de usuário", "nazwa użytkownika"),
        *("kullanıcı adı", "kullanıcıadı", "användarnamn", "nume de utilizator", "логин", "用户名"),
        "اسم المستخدم",
    ),
    "number": (
        *("sis user id", "id number", "id nummer", "numéro d'identification", "número de id"),
        *("codice identificativo", "nummer (id)", "orgdefinedid", "sid", "matrikelnummer"),
        *("número de identificação (id)", "número de identificação", "numer id", "id numarası"),
        *("număr id", "индивидуальный номер", "学号", "رقم المُعرَّف"),
    ),
    "participant": (
        *("identifier", "identifiant", "identificador", "identificativo", "identificatie"),
        *("tanımlayıcı", "identifierare", "identificator", "идентификатор", "标识符", "المُعرَّف"),
    ),
    "section": ("section", "sections"),
    "groups": (
        *("group", "group name", "team", "gruppe", "groupe", "grupo", "gruppo", "groep"),
        *("groups", "gruppen", "groupes", "grupos", "gruppi", "groepen", "grupa", "grupy", "grup"),
        *(
            "gruplar",
            "grupp",
            "grupper",
            "grupuri",
            "группа",
            "группы",
            "小组",
            "مجموعة",
            "المجموعات",
        ),
    ),
    "submitted": (
        *("last modified (submission)", "zuletzt geändert (abgabe)"),
        *("dernière modification (travail remis)", "última modificación (entrega)"),
        *("ultima modifica (consegna)", "laatst gewijzigd (inzending)"),
        *("última atualização (submissão)", "son düzenleme (gönderim)"),
        *("senast modifierat (inlämning)", "ultima modificare (a răspunsului)"),
        *("последнее изменение (ответ)", "上次修改（作业）", "آخر تعديل (التسليم)"),
    ),
}
WHOLE_NAME = (
    *("student", "full name", "student name", "name", "vollständiger name", "nom complet"),
    *("nom complet de l'utilisateur", "nombre completo", "nombre completo del usuario"),
    *("nome completo dell'utente", "volledige naam", "volledige naam van de gebruiker"),
    *("nome completo", "nome completo do utilizador", "tam adı", "kullanıcının tam adı"),
    *("fullständigt namn", "nume complet", "numele complet al utilizatorului", "полное имя"),
    *("полное имя пользователя", "全名", "用户全名", "姓名", "الاسم كاملا", "\u064bالاسم كاملا"),
)
# In a worksheet in Italian `fullname` is called as the first name is elsewhere.
ALSO_WHOLE = ("nome",)
# The first of these columns that has anything in it is the gradebook's id.
IDENTIFIERS = (
    *("id", "student id", *COLUMNS["username"]),
    *(name for name in COLUMNS["number"] if name != "sis user id"),
    *COLUMNS["email"],
)
# Moodle's word for whom it does not name, and with a number in one assignment: "Participant 17",
# "Teilnehmer/in17". In French and Romanian it is the English one.
PARTICIPANTS = (
    *("Participant", "Teilnehmer/in", "Participante", "Partecipante", "Deelnemer", "Uczestnik"),
    *("Katılımcı", "Deltagare", "Участник", "参与人", "المشارك"),
)
PARTICIPANT = re.compile(rf"(?:{'|'.join(PARTICIPANTS)})\s*(\d+)", re.IGNORECASE)
