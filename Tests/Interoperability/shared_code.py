"""Checks that code compiled for AVX2 or AVX-512 is called by the kernels of these levels alone.

The compiler puts copies of common helpers into every module, of which the linker keeps one: were it that of a module
compiled for AVX-512, an older processor would stop at it. Run: python shared_code.py PROGRAM, where the objects of the
modules lie in folders MODULE.build beside it. Prints the functions at fault, and exits with 1 if there are any.
"""

import pathlib
import re
import subprocess
import sys

program = pathlib.Path(sys.argv[1])
LEVELS = {"VectorKernelsAVX2", "VectorKernelsAVX512"}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def defined(objects):
    lines = run("nm", "--defined-only", "--extern-only", *map(str, objects)).splitlines()
    return {line.split()[2] for line in lines if len(line.split()) == 3}


# What has AVX instructions, whose names begin with v, in the program.
wide, name = set(), None
for line in run("objdump", "-d", "--no-show-raw-insn", str(program)).splitlines():
    start = re.match(r"[0-9a-f]+ <(.+)>:$", line)
    if start:
        name = start[1]
    elif re.match(r"\s+[0-9a-f]+:\tv[a-z0-9]+ ", line):
        wide.add(name)
wide = {name for name in wide if not any(level in name for level in LEVELS)}

shared = set()
for folder in program.parent.glob("*.build"):
    objects = list(folder.rglob("*.o"))
    if objects and folder.name.removesuffix(".build") not in LEVELS:
        shared |= wide & defined(objects)
print(f"{len(wide)} functions of the standard library are compiled for AVX, {len(shared)} of them shared:", *sorted(shared))
sys.exit(bool(shared))
