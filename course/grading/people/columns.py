"""What systems call the columns of their exports, in the languages of Moodle's that are known.

Moodle's are from its language packs of version 4.5 (German, French, Spanish, Italian and Dutch:
projectestac/moodle-langpacks, moodle.php, assign.php and group.php), by the strings firstname,
lastname, fullname, fullnameuser, email, username, idnumber; recordid, participant and
lastmodifiedsubmission of the grading worksheet; group and groups. Canvas's columns of groups are
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
        *("vorname", "prénom", "nombre", "nome", "voornaam"),
    ),
    "last_name": (
        *("last name", "lastname", "surname", "family name"),
        *("nachname", "nom de famille", "apellido(s)", "apellidos", "cognome", "achternaam"),
    ),
    "email": (
        *("email", "email address", "e mail", "e mail adresse", "adresse de courriel"),
        *("dirección de correo", "indirizzo email", "e mailadres"),
    ),
    "lms_id": ("lms user id", "lms id", "canvas id", "github id"),
    "username": (
        *("username", "user name", "sis login id", "login id", "login", "github username"),
        *("anmeldename", "nom d'utilisateur", "nombre de usuario", "gebruikersnaam"),
        *("benutzername", "user id"),
    ),
    "number": (
        *("sis user id", "id number", "id nummer", "numéro d'identification", "número de id"),
        *("codice identificativo", "nummer (id)", "orgdefinedid", "sid", "matrikelnummer"),
    ),
    "participant": (
        *("identifier", "identifiant", "identificador", "identificativo", "identificatie"),
    ),
    "section": ("section", "sections"),
    "groups": (
        *("group", "group name", "team", "gruppe", "groupe", "grupo", "gruppo", "groep"),
        *("groups", "gruppen", "groupes", "grupos", "gruppi", "groepen"),
    ),
    "submitted": (
        *("last modified (submission)", "zuletzt geändert (abgabe)"),
        *("dernière modification (travail remis)", "última modificación (entrega)"),
        *("ultima modifica (consegna)", "laatst gewijzigd (inzending)"),
    ),
}
WHOLE_NAME = (
    *("student", "full name", "student name", "name", "vollständiger name", "nom complet"),
    *("nom complet de l'utilisateur", "nombre completo", "nombre completo del usuario"),
    *("nome completo dell'utente", "volledige naam", "volledige naam van de gebruiker"),
)
# In a worksheet in Italian `fullname` is called as the first name is elsewhere.
ALSO_WHOLE = ("nome",)
# The first of these columns that has anything in it is the gradebook's id.
IDENTIFIERS = (
    *("id", "student id", *COLUMNS["username"]),
    *(name for name in COLUMNS["number"] if name != "sis user id"),
    *COLUMNS["email"],
)
# Moodle's number in one assignment, as in "Participant 17" and "Teilnehmer/in17".
PARTICIPANT = re.compile(
    r"(?:participant|teilnehmer/in|participante|partecipante|deelnemer)\s*(\d+)", re.IGNORECASE
)
