"""The app as a whole: files, forms of an answer, troubles, the command that starts it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.show.web.answers import HTML, JSON, wanted
from sayso.show.web.books import Books
from sayso.show.web.site import STATIC, environment, static_files
from tests.conftest import ROOT, Sayso
from tests.web.made import client


def test_the_static_files_are_those_that_lie_there(web: TestClient) -> None:
    for name, file in static_files().items():
        answer = web.get(f"/static/{name}")
        assert answer.status_code == 200
        assert answer.content == (STATIC / name).read_bytes()
        assert answer.headers["content-type"].startswith(file.media)


@pytest.mark.parametrize(
    "name",
    [
        "../site.py",
        "..%2fsite.py",
        "%2e%2e/site.py",
        "....//site.py",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "sayso.css/../../site.py",
        "sayso.css%00",
        "",
        "built",
        "C:\\x",
    ],
)
def test_no_path_leads_to_another_file(web: TestClient, name: str) -> None:
    answer = web.get(f"/static/{name}")
    assert answer.status_code == 404
    assert "import" not in answer.text and "root:" not in answer.text


def test_hidden_files_are_not_served(tmp_path: Path) -> None:
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "sayso.js").write_text("1")
    (tmp_path / ".env").write_text("secret")
    assert list(static_files(tmp_path)) == ["built/sayso.js"]


@pytest.mark.parametrize(
    ("path", "accept", "media"),
    [
        ("/", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("/", "*/*", HTML),
        ("/", "application/*", JSON),
        ("/", "application/json", JSON),
        ("/", "application/json, text/html;q=0.5", JSON),
        ("/", "application/json;q=0.4, text/html;q=0.5", HTML),
        ("/", "text/html;q=0, application/json", JSON),
        ("/", "nonsense;;;q=x", HTML),
        ("/", "application/json;q=much, text/html;q=0.1", HTML),
        ("/a/x.json", "text/html", JSON),
    ],
)
def test_the_form_of_an_answer_is_the_one_asked_for(path: str, accept: str, media: str) -> None:
    assert wanted(path, accept) == media


def test_both_forms_of_a_page_say_that_they_depend_on_accept(web: TestClient) -> None:
    html = web.get("/", headers={"accept": HTML})
    data = web.get("/", headers={"accept": JSON})
    assert html.headers["vary"] == data.headers["vary"] == "Accept"
    assert html.headers["content-type"].startswith(HTML)
    assert data.json() == web.get("/claims.json").json()


def test_what_is_not_there_is_said_in_the_form_asked_for(web: TestClient) -> None:
    page = web.get("/nowhere", headers={"accept": HTML})
    data = web.get("/nowhere.json")
    assert page.status_code == data.status_code == 404
    assert "Nothing here" in page.text and "Back to the desk" in page.text
    assert data.json()["error"]["status"] == 404
    assert "No page has the address /nowhere" in page.text
    assert "/nowhere" in data.json()["error"]["message"]
    assert len(web.get(f"/{'n' * 5000}.json").json()["error"]["message"]) < 300


def test_a_page_takes_no_other_verb(web: TestClient) -> None:
    assert web.delete("/").status_code == 405


def test_what_stands_in_a_template_is_escaped_and_cannot_turn_the_text() -> None:
    made = environment().from_string("{{ words }}")
    shown = made.render(words="<b>&\u202egnp.exe\u2066 \x1b[2J \u200b")
    assert "<b>" not in shown and "&lt;b&gt;&amp;" in shown
    assert not set(shown) & set("\u202e\u2066\x1b\u200b")


def test_pages_say_that_they_work_without_the_front_end(web: TestClient) -> None:
    built = "built/sayso.js" in static_files()
    text = web.get("/").text
    assert ("/static/built/sayso.js" in text) is built
    assert ("not built here" in text) is not built


def test_no_page_has_a_script_or_style_of_its_own() -> None:
    for template in sorted((STATIC.parent / "templates").glob("*.html")):
        text = template.read_text(encoding="utf-8")
        assert "<style" not in text and " style=" not in text, template.name
        assert "|safe" not in text.replace(" ", ""), template.name
        assert not [part for part in text.split("<script")[1:] if " src=" not in part[:80]]
        assert " onclick" not in text and "javascript:" not in text


def test_ledgers_are_handed_on_between_threads(story: Path) -> None:
    books = Books(story)
    with books.reading() as one, books.reading() as other:
        assert one is not other
    with books.reading() as again:
        assert again in (one, other)
    books.close()


def test_an_app_makes_the_ledger_that_is_not_there_yet(tmp_path: Path) -> None:
    with client(tmp_path / "new.ledger") as made:
        assert made.get("/").status_code == 200
    with open_ledger(tmp_path / "new.ledger", readonly=True) as book:
        assert book.counts().articles == 0


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Hides a package from whoever looks whether it is there."""
    from importlib.util import find_spec

    def hide(name: str) -> None:
        monkeypatch.setattr(
            "sayso.show.cli.serve.find_spec",
            lambda each: None if each == name else find_spec(each),
        )

    return hide


def test_without_the_extra_the_command_says_how_to_get_it(
    sayso: Sayso, without: Callable[[str], None]
) -> None:
    without("uvicorn")
    done = sayso("serve", "--no-open")
    assert done.code == 1
    assert "uvicorn" in done.err and "pip install 'sayso[web]'" in done.err
    assert "jinja2" not in done.err


def test_a_ledger_that_is_none_is_no_server(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "x.ledger").write_text("no ledger, but a text that is quite long " * 40)
    done = sayso("serve", "--ledger", "x.ledger", "--no-open", "--port", "0")
    assert done.code == 1 and "not a ledger" in done.err


def test_the_web_packages_load_with_the_command_alone() -> None:
    program = (
        "import sys; from sayso.show.cli import cli, COMMANDS; import click\n"
        "[cli.get_command(click.Context(cli), name) for name in COMMANDS]\n"
        "print(sorted({'starlette', 'jinja2', 'uvicorn'} & set(sys.modules)))"
    )
    line = [sys.executable, "-c", program]
    done = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_server_answers_until_it_is_told_to_end(
    story: Path, environment_of: dict[str, str], tmp_path: Path
) -> None:
    import httpx2

    line = [sys.executable, "-m", "sayso", "serve", "--no-open", "--ledger"]
    server = subprocess.Popen(
        [*line, str(story), "--port", "0"], stderr=subprocess.PIPE, text=True, env=environment_of
    )
    try:
        assert server.stderr is not None
        told = server.stderr.readline()
        address = next(word for word in told.split() if word.startswith("http://"))
        assert address.startswith("http://127.0.0.1:")
        found = httpx2.get(f"{address}claims.json", trust_env=False, timeout=60)
        assert found.json()["claims"]
        port = address.rstrip("/").rpartition(":")[2]
        second = subprocess.run(
            [*line, str(tmp_path / "y.ledger"), "--port", port],
            capture_output=True,
            text=True,
            env=environment_of,
            check=False,
        )
        assert second.returncode == 1 and "choose another --port" in second.stderr
        server.terminate()
        assert server.wait(timeout=60) in (0, -15, 143)
    finally:
        server.kill()
        server.communicate()


@pytest.fixture
def environment_of(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"PYTHONUNBUFFERED": "1"}


def test_data_for_machines_is_json_that_cannot_steer_a_terminal(web: TestClient) -> None:
    raw = web.get("/claims.json").text
    assert json.loads(raw)
    assert not set(raw) & {chr(code) for code in (0x1B, 0x9B, 0x202E, 0x2066)}


def test_a_ledger_that_may_only_be_read_is_shown(story: Path, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "locked"
    folder.mkdir()
    ledger = Path(shutil.copy(story, folder / "x.ledger"))
    ledger.chmod(0o400)
    folder.chmod(0o500)
    try:
        with client(ledger) as made:
            claim = made.get("/claims.json").json()["claims"][0]["id"]
            answer = made.post("/fix", data={"what": "reject", "a": claim})
            # Whoever runs the tests as root may write everywhere.
            assert answer.status_code in (303, 400)
            assert answer.status_code == 303 or "read-only" in answer.text
    finally:
        folder.chmod(0o700)
        ledger.chmod(0o600)
