"""The packages that are built of this source: the sdist holds what the wheel is made of, and the wheel is all of Huiyin.

The sdist is built of the checkout, the wheel of the sdist, as a registry of packages does. The wheel is installed in an
environment that has Huiyin's dependencies and nothing else of this checkout, and is used from another folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from huiyin.kernels import SOURCES
from tests.conftest import REPOSITORY
from tests.desk.machine import copy_of, prepared  # noqa: F401 - a fixture

SOURCE = REPOSITORY / "src"
#: A page in each language, as the desk of the wheel answers it.
PAGES = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "huiyin.desk.settings"
django.setup()
from django.test import Client
import huiyin
print(huiyin.__file__)
for language, word in (("zh-hans", "征求意见"), ("en", "Consultations")):
    answer = Client(HTTP_ACCEPT_LANGUAGE=language, HTTP_HOST="127.0.0.1").get("/")
    print(answer.status_code, word in answer.content.decode())
"""


def run(*call: str | Path, cwd: Path, **more: str) -> str:
    """What a command prints that knows nothing of this checkout and of the desk of the tests."""
    ours = (
        "PYTHONPATH",
        "DATABASE_URL",
        "DJANGO_SETTINGS_MODULE",
        "HUIYIN_DATA",
        "HUIYIN_SECRET_KEY",
    )
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    done = subprocess.run(
        [*map(str, call)], cwd=cwd, env=environment | {"HUIYIN_LANG": "en"} | more,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source as it is handed on, unpacked."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=REPOSITORY)
    (archive,) = folder.glob("huiyin-*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


@pytest.fixture(scope="module")
def wheel(sdist: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", sdist.parent, cwd=sdist)
    (built,) = sdist.parent.glob("huiyin-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands are of an environment in which the wheel was installed."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    venv.create(folder, symlinks=True, with_pip=False)
    run(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", folder / "bin/python", "install", "--quiet",
        "--no-index", "--no-deps", "--no-compile", wheel, cwd=folder)  # fmt: skip
    (packages,) = folder.glob("lib/python*/site-packages")
    # What Huiyin depends on stands there already. Of files that lead elsewhere, as to this checkout, none is read by it.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin"


def list_sources() -> set[str]:
    """Every file of the program but what is made on each machine."""
    made = ("__pycache__", ".shared")
    return {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "huiyin").rglob("*")
        if path.is_file() and not path.name.endswith(made) and path.parent.name not in made
    }


def test_the_sdist_holds_the_program_its_tests_and_what_both_are_built_with(sdist: Path) -> None:
    sources = {
        path.relative_to(sdist / "src").as_posix()
        for path in (sdist / "src").rglob("*")
        if path.is_file()
    }
    assert sources == list_sources()
    beside = {
        "LICENSE",
        "README.md",
        "Makefile",
        "hatch_build.py",
        "pyproject.toml",
        "requirements.lock",
        "requirements-dev.lock",
    }
    assert {path.name for path in sdist.iterdir()} >= beside | {
        "docs",
        "examples",
        "tests",
        "tools",
    }
    tests = {path.relative_to(REPOSITORY) for path in (REPOSITORY / "tests").rglob("test_*.py")}
    assert {path.relative_to(sdist) for path in (sdist / "tests").rglob("test_*.py")} == tests


def test_the_wheel_holds_every_file_of_the_program_and_the_kernels_and_nothing_else(
    wheel: Path,
) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
        kernels = [
            opened.getinfo(f"huiyin/{Path(source).with_suffix('.shared')}") for source in SOURCES
        ]
        (record,) = (opened.read(name).decode() for name in names if name.endswith("/WHEEL"))
    assert {name for name in names if ".dist-info/" not in name} == list_sources() | {
        kernel.filename for kernel in kernels
    }
    assert min(kernel.file_size for kernel in kernels) > 10_000
    # Of any Python that Huiyin runs on, and of this kind of machine alone.
    assert f"Tag: py3-none-{sysconfig.get_platform().replace('-', '_')}" in record
    for kind in (".po", ".html", ".css", ".js", ".c"):
        assert any(name.endswith(kind) for name in names), kind


def test_the_installed_commands_work_away_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    version = run(installed / "huiyin", "--version", cwd=tmp_path).split()[-1]
    assert f'version = "{version}"' in (REPOSITORY / "pyproject.toml").read_text("utf-8")
    law = tmp_path / "law.txt"
    law.write_text(
        "湿地保护法\n第一条 为了保护湿地，制定本法。\n第二条 本法自公布之日起施行。\n", "utf-8"
    )
    run(
        installed / "huiyin",
        "read",
        law,
        "--format",
        "akn",
        "--out",
        tmp_path / "law.xml",
        cwd=tmp_path,
    )
    assert 'eId="art_2"' in (tmp_path / "law.xml").read_text("utf-8")
    loaded = "from huiyin.grouping import kernel; print(kernel.load_library()._name)"
    assert run(installed / "python", "-c", loaded, cwd=tmp_path).startswith(str(installed.parent))


def test_the_installed_desk_is_prepared_and_answers(
    installed: Path, prepared: Path, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    machine = copy_of(prepared, tmp_path / "desk")
    own = {"HUIYIN_DATA": str(machine.folder)}
    run(installed / "huiyin", "desk", "init", cwd=tmp_path, **own)
    said = run(installed / "python", "-c", PAGES, cwd=tmp_path, **own).splitlines()
    assert said[0].startswith(str(installed.parent))
    assert said[1:] == ["200 True", "200 True"]
