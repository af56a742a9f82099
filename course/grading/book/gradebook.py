"""nbgrader's gradebook: where it is, opened by one grader at a time, made if missing."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from nbgrader.api import Assignment, Base, Course, Gradebook, Student
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import URL, Connection, create_engine, func, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ...errors import CourseError

BUSY = "Another `course grade` is at work on this gradebook. Wait until it has finished."
OURS = 0xD017811  # the number of our lock, among those of all who use the database
PATIENCE = 60  # seconds to wait while Formgrader or another program writes


def address(url: str) -> URL:
    """Return the gradebook's address; SQLite is told to wait for other writers.

    Raises CourseError for what is no address of a database, and where its driver is missing.
    """
    try:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":  # SQLAlchemy's default driver is another
            parsed = parsed.set(drivername="postgresql+psycopg")
        parsed.get_dialect().import_dbapi()
    except ArgumentError:
        raise CourseError(
            f"--gradebook takes the address of a database, such as sqlite:////folder/gradebook.db "
            f"or postgresql+psycopg://host/name; {url} is none."
        ) from None
    except ImportError as error:
        raise CourseError(
            f"This Python can't speak to {_shown(parsed)}: {str(error).splitlines()[0]}. For "
            'PostgreSQL `pip install "psycopg[binary]"`.'
        ) from None
    if parsed.get_backend_name() == "sqlite":
        parsed = parsed.update_query_dict({"timeout": str(PATIENCE)})
    return parsed


def file(url: URL) -> Path | None:
    """Return the file of an SQLite gradebook, None for a database server."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


@contextmanager
def alone(folder: Path, url: URL) -> Iterator[None]:
    """Keep a second grader out of the gradebook; the folders are made if missing.

    The lock is the operating system's or the database's, so it goes with its process, however that
    ends.

    Raises CourseError where another grader is at work.
    """
    database = file(url)
    lock = (database or folder / "gradebook.db").with_suffix(".lock")
    for place in (folder, lock.parent):
        place.mkdir(parents=True, exist_ok=True)
    with lock.open("a", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CourseError(BUSY) from None
        if url.get_backend_name() != "postgresql":
            yield
            return
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        try:
            # Graders on other machines see the database, and not this folder.
            with engine.connect() as connection:
                if not connection.scalar(select(func.pg_try_advisory_lock(OURS))):
                    raise CourseError(BUSY)
                yield
        finally:
            engine.dispose()


def _shown(url: URL) -> str:
    return url.set(query={}).render_as_string(hide_password=True)


def students(url: URL, course: str) -> list[Student]:
    """Return the students of a gradebook; none where there is no gradebook yet.

    Raises CourseError where it can't be read, and where it is the gradebook of another course.
    """
    database = file(url)
    if database and not database.exists():
        return []
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if not {"course", "student"} <= set(inspect(connection).get_table_names()):
                return []  # new, or nbgrader was killed over making it
            # nbgrader's own commands add "default_course" to every gradebook.
            courses = set(connection.scalars(select(Course.id))) - {"default_course"}
            if courses and course not in courses:
                raise CourseError(
                    f"{_shown(url)} is the gradebook of the course {', '.join(sorted(courses))}; "
                    f"this course is {course}. Name its own with --gradebook."
                )
            columns = (Student.id, Student.first_name, Student.last_name, Student.email)
            rows = connection.execute(select(*columns, Student.lms_user_id).order_by(Student.id))
            return [Student(**row) for row in rows.mappings()]
    except SQLAlchemyError as error:
        raise unusable(url, error) from error
    finally:
        engine.dispose()


def unusable(url: URL, error: BaseException) -> CourseError:
    """Say in a sentence why the gradebook can't be used."""
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return CourseError(
        f"The gradebook {_shown(url)} can't be used: {reason}. What was recorded before is kept; "
        "run the command again when that is mended."
    )


@contextmanager
def open_gradebook(url: URL, course: str) -> Iterator[Gradebook]:
    """Open the gradebook; make it where there is none."""
    engine = create_engine(url)
    with engine.begin() as connection:
        _make(connection)
    engine.dispose()
    with Gradebook(url.render_as_string(hide_password=False), course) as book:
        yield book


def _make(connection: Connection) -> None:
    """Make nbgrader's tables where there are none, and where it was killed over making them.

    nbgrader notes the tables' version last, by a command that takes seconds, and never where it
    finds tables.
    """
    there = set(inspect(connection).get_table_names())
    if "alembic_version" in there and connection.scalar(text("SELECT * FROM alembic_version")):
        return
    holders = [table for table in (Course, Student, Assignment) if table.__tablename__ in there]
    if any(connection.execute(select(table).limit(1)).first() for table in holders):
        return  # a gradebook older than versions; nbgrader says what to do about it
    settings = Config()
    settings.set_main_option("script_location", ALEMBIC_DIR)
    version = ScriptDirectory.from_config(settings).get_current_head()
    Base.metadata.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    Base.metadata.create_all(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": version})
