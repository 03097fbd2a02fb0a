"""What receiving requests before a thread is asked (docs/decisions/0043-receiving.md) costs a request.

The same desk, served by Granian as WSGI, whose threads read bodies themselves, and as it is served. Prints of each page
the processor time of one request and the requests in a second, measured in turns.

    python benchmarks/desk_receiving.py
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROUNDS, SECONDS, CONNECTIONS = 7, 3, 8
PAGES = {"constant page": "constant/", "home": "", "home, made anew": "?anew"}


def serve(port: int, how: str) -> subprocess.Popen[bytes]:
    from huiyin.desk.operations import server as serving

    # As operations/web_process.py sets it, but for the port, which granian opens by itself here.
    connections = str(serving._CONNECTIONS)
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi" if how == "wsgi" else "asginl", "--http", "1", "--no-ws",
        "--host", "127.0.0.1", "--port", str(port), "--workers", str(serving._count_processes()),
        "--backlog", connections, "--backpressure", connections, "--log-level", "error",
    ]  # fmt: skip
    if how == "wsgi":
        threads = str(min(32, 4 * (os.cpu_count() or 1)))
        command += ["--blocking-threads", threads, "huiyin.desk.wsgi:application"]
    else:
        command.append("huiyin.desk.asgi:application")
    return subprocess.Popen(command, start_new_session=True)


def spent(group: int) -> float:
    """Seconds of processor time of all processes of the group."""
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group:
                told = (process / "stat").read_text().rsplit(")", 1)[1].split()
                ticks += int(told[11]) + int(told[12])
        except OSError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(server: subprocess.Popen[bytes], url: str) -> tuple[float, float]:
    """Milliseconds of a processor for one request, requests in a second."""
    before = spent(server.pid)
    told = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", url],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    found = re.search(r"(\d+) requests in", told)
    if found is None or "Non-2xx" in told:
        raise RuntimeError(told)
    return (spent(server.pid) - before) / int(found[1]) * 1000, int(found[1]) / SECONDS


def main() -> None:
    from huiyin.desk.operations.preparation import prepare_desk

    prepare_desk()
    (Path(os.environ["HUIYIN_DATA"]) / "constant.html").write_bytes(
        os.urandom(141_000).hex().encode()
    )
    servers = {how: (serve(port, how), port) for how, port in (("wsgi", 8841), ("asgi", 8842))}
    try:
        for _, port in servers.values():
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.2)
        for name, path in PAGES.items():
            rounds = [
                [
                    measure(server, f"http://127.0.0.1:{port}/{path}")
                    for server, port in servers.values()
                ]
                for _ in range(ROUNDS)
            ][1:]
            was, now = (statistics.median(each[n][0] for each in rounds) for n in (0, 1))
            rate = statistics.median(asgi[1] / wsgi[1] for wsgi, asgi in rounds)
            print(f"{name:<18} {was:.2f} ms before, {now:.2f} ms now; {rate:.2f} of the requests/s")
    finally:
        for server, _ in servers.values():
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="huiyin-receiving-") as folder:
        os.environ |= {
            "HUIYIN_DATA": folder, "HUIYIN_LIMITS": "0", "DJANGO_SETTINGS_MODULE": "desk_load_settings",
            "PYTHONPATH": os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }  # fmt: skip
        sys.path.insert(0, str(HERE))
        main()
