# SPDX-License-Identifier: MIT
"""The source as the rules see it: which files there are, and C without its comments and strings."""
import glob
import os
import re

C_FOLDERS = ("src/*.[ch]", "src/*/*.[ch]", "ui/*.[ch]", "ui/*/*.[ch]")
TEST_FOLDERS = ("tests/*/*.[ch]", "tests/*/*/*.[ch]", "tests/*/*/*/*.[ch]")
SCRIPTS = ("Makefile", "make/*", "tools/*", ".ci/*", "tests/check", "tests/coverage", "tests/check.d/*", "tests/**/*.py", "tests/lint/*",
           "tests/**/run", "screenshots/make", ".clang-tidy")

TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def files(patterns):
    found = set()
    for pattern in patterns:
        found.update(path for path in glob.glob(pattern, recursive=True, include_hidden=True) if "__pycache__" not in path)
    return sorted(path for path in found if not os.path.isdir(path))


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def bare(text):
    """Comments and literals become blanks of the same shape, so that lines keep their numbers."""
    def blank(match):
        token = match.group(0)
        edge = token[0] if token[0] in "\"'" else " "
        inner = re.sub(r"[^\n]", " ", token[1:-1])
        return edge + inner + (edge if len(token) > 1 else "")
    return TOKEN.sub(blank, text)


def floor_of(path):
    parts = path.split("/")
    if parts[0] == "ui":
        return "ui"
    return parts[1] if parts[0] == "src" and len(parts) > 2 else "main"
