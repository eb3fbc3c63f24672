"""What is shipped to Lambda: complete, and nothing that does not belong there.

Each handler is imported by an interpreter that sees the staged code and installed libraries only.
"""

import json
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from build_lambdas import REQUIREMENTS, wanted_requirements

from backend_lambdas.local.code_archive import PROJECT, stage_code, zip_of

# Lambda's Python runtime brings these.
BROUGHT_BY_LAMBDA = {"boto3", "botocore", "s3transfer", "jmespath", "urllib3", "python-dateutil"}
# Mako colours its error pages with this one where it is installed, and does without elsewhere.
WELCOME = {"pygments"}
IMPORT_EVERYTHING = """
import importlib, importlib.metadata, json, pathlib, sys
code, libraries = sys.argv[1:]
sys.path[:0] = [code, libraries]
for path in sorted(pathlib.Path(code).rglob("*.py")):
    name = ".".join(path.relative_to(code).with_suffix("").parts).removesuffix(".__init__")
    if ".versions." not in name and not name.endswith("migrations.env"):
        importlib.import_module(name)
owners = importlib.metadata.packages_distributions()
top = {name.partition(".")[0] for name, module in list(sys.modules.items())
       if str(getattr(module, "__file__", None) or "").startswith(libraries)}
elsewhere = [str(module.__file__) for name, module in list(sys.modules.items())
             if name.startswith(("pos_core", "backend_lambdas"))
             and not str(module.__file__ or code).startswith(code)]
print(json.dumps({"libraries": sorted({d for t in top for d in owners.get(t, [])}),
                  "elsewhere": elsewhere}))
"""


def names_in(requirements: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", requirements, re.MULTILINE))


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lambda") / "code"
    stage_code(folder)
    return folder


def test_every_module_imports_from_the_staged_code_and_locked_libraries_alone(
    staged: Path,
) -> None:
    command = [sys.executable, "-I", "-S", "-c", IMPORT_EVERYTHING]
    command += [str(staged), sysconfig.get_path("purelib")]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    locked = names_in(REQUIREMENTS.read_text())
    used = {name.lower().replace("_", "-") for name in seen["libraries"]}
    assert used - WELCOME <= locked | BROUGHT_BY_LAMBDA
    assert seen["elsewhere"] == []


def test_nothing_but_backend_core_and_mail_templates_is_shipped(staged: Path) -> None:
    shipped = {path.relative_to(staged).as_posix() for path in staged.rglob("*") if path.is_file()}

    folders = {place.partition("/")[0] for place in shipped}
    assert folders == {"backend_lambdas", "pos_core", "resources"}
    assert "resources/templates/mail/receipt.html" in shipped
    assert all("/mail/" in place for place in shipped if place.startswith("resources/"))
    assert "backend_lambdas/handlers/accept_journal.py" in shipped
    for place in ("backend_lambdas/local", "backend_lambdas/stacks", "backend_lambdas/template"):
        assert not any(path.startswith(place) for path in shipped), place


def test_modules_are_shipped_compiled_and_valid_without_a_look_at_their_source(
    staged: Path,
) -> None:
    compiled = list(staged.rglob("*.pyc"))

    assert len(compiled) == len(list(staged.rglob("*.py")))
    # PEP 552: the flags after the magic number; 1 is a hash that is not checked.
    assert {path.read_bytes()[4:8] for path in compiled} == {b"\x01\x00\x00\x00"}


def test_the_same_code_makes_the_same_archive(staged: Path, tmp_path: Path) -> None:
    stage_code(tmp_path / "again")

    assert zip_of(staged) == zip_of(tmp_path / "again")


def test_the_layer_leaves_out_what_no_function_imports() -> None:
    locked = REQUIREMENTS.read_text()

    wanted = names_in(wanted_requirements(locked))

    assert names_in(locked) - wanted == {"greenlet"}
    assert "sqlalchemy" in wanted


def test_the_build_script_and_the_template_agree_on_the_folders() -> None:
    template = (PROJECT / "backend_lambdas" / "template.yaml").read_text()

    assert "CodeUri: ../build/lambdas/code" in template
    assert "ContentUri: ../build/lambdas/layer" in template
