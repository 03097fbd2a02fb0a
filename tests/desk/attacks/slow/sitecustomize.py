"""On the path of the process apart: what it is given to read hangs, gorges or breaks it where it holds such a word.

It stands for a file that does so by its own making, in whichever function; the process, its limits and its end are
the real ones.
"""

import sys

if any("huiyin.desk.core.reader_process" in word for word in sys.orig_argv):
    import ctypes
    import os
    import pickle
    from typing import BinaryIO

    from huiyin.desk.core import reader_process

    _do = reader_process._do_work

    def _do_or_worse(work: reader_process.WorkRequest, file: BinaryIO | None) -> object:
        given = pickle.dumps(work.given)
        if file is not None:
            file.seek(0)
            given += file.read(1_000_000)
            file.seek(0)
        if b"HANGS" in given:  # in a library that never gives the lock of Python back
            ctypes.PyDLL(None).sleep(3600)
        if b"GORGES" in given:
            return [bytearray(b"x" * 1_000_000) for _ in iter(int, 1)]
        if b"BREAKS" in given:
            os.abort()
        return _do(work, file)

    reader_process._do_work = _do_or_worse
