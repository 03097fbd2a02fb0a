"""Write docs/api/openapi.json, the description of the interface, from the program.

python tools/openapi.py           write it
python tools/openapi.py --check   exit 1 if it is not what the program answers
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

PATH = Path(__file__).resolve().parent.parent / "docs/api/openapi.json"


def render_description() -> str:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.desk.settings"
    sys.path.insert(0, str(PATH.parents[2]))
    import django

    django.setup()
    from huiyin.desk.api.openapi import describe_interface
    from huiyin.desk.core.languages import override_language

    with override_language("en"):
        told = describe_interface("https://desk.example.org/api/v1")
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> int:
    words = render_description()
    if "--check" in sys.argv:
        if not PATH.exists() or PATH.read_text("utf-8") != words:
            print(
                "docs/api/openapi.json is not what the program answers; run: make reference",
                file=sys.stderr,
            )
            return 1
        return 0
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(words, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
