"""Build hook: compiles the kernels wherever Huiyin is installed or a wheel is made."""

from __future__ import annotations

import runpy
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KernelHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "sdist":
            return
        package = Path(self.root) / "src/huiyin"
        built_by = runpy.run_path(str(package / "kernels.py"))
        for source in built_by["SOURCES"]:
            built = built_by["compile_kernel"](package / source)
            build_data["artifacts"].append(built.relative_to(self.root).as_posix())
        build_data["pure_python"] = False
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"  # ctypes: any Python, this platform
