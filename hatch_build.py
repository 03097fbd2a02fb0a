"""Build hook: compiles the grouping kernel wherever Huiyin is installed or a wheel is made."""

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
        built_by = runpy.run_path(str(Path(self.root) / "src/huiyin/grouping/kernel_build.py"))
        built_by["build_kernel"]()
        build_data["artifacts"].append("src/huiyin/grouping/kernel.shared")
        build_data["pure_python"] = False
        platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["tag"] = f"py3-none-{platform}"  # ctypes: any Python, this platform
