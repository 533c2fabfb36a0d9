# SPDX-License-Identifier: MIT
"""A terminal's screen, as tmux captures it with its attributes, drawn cell by cell into a PNG."""
import re
import subprocess
import unicodedata
from xml.sax.saxutils import escape

CELL_WIDTH, CELL_HEIGHT, BASELINE, MARGIN, FONT_SIZE = 10, 21, 16, 12, 16
FAMILIES = "DejaVu Sans Mono, Noto Sans Mono CJK JP, monospace"
PAPER, INK = "#16191d", "#d8dce2"
PALETTE = ["#2a2f36", "#e06c6c", "#8fc27a", "#e0b860", "#6ea5e0", "#b890d8", "#62bfc4", "#d8dce2",
           "#7d8590", "#f28b8b", "#a9d99a", "#f2d083", "#8fbff2", "#d0aef0", "#84d6da", "#ffffff"]


def colour(number):
    """Of the 256 that terminals number."""
    if number < 16:
        return PALETTE[number]
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    levels = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{levels[part]:02x}" for part in (number // 36, number // 6 % 6, number % 6))


class Pen:
    def __init__(self):
        self.reset()

    def reset(self):
        self.ink = self.paper = None
        self.bold = self.faint = self.under = self.reverse = False

    def colours(self):
        ink, paper = self.ink or INK, self.paper or PAPER
        return (paper, ink) if self.reverse else (ink, paper)

    def write(self, codes):
        """One SGR sequence: the numbers between CSI and m."""
        switches = {1: ("bold", True), 2: ("faint", True), 4: ("under", True), 7: ("reverse", True), 22: ("bold", False),
                    24: ("under", False), 27: ("reverse", False), 39: ("ink", None), 49: ("paper", None)}
        numbers = [int(code or 0) for code in codes.split(";")]
        while numbers:
            code = numbers.pop(0)
            if code == 0:
                self.reset()
            elif code in switches:
                setattr(self, *switches[code])
                self.faint &= code != 22
            elif code in (38, 48) and numbers[:1] == [5]:
                setattr(self, "ink" if code == 38 else "paper", colour(numbers[1]))
                del numbers[:2]
            else:
                for first, place, add in ((30, "ink", 0), (40, "paper", 0), (90, "ink", 8), (100, "paper", 8)):
                    if first <= code < first + 8:
                        setattr(self, place, colour(code - first + add))


def cells(line, pen):
    """(column, character, width, ink, paper, bold, faint, under) of each cell."""
    column = 0
    for part in re.split(r"(\x1b\[[0-9;]*m|[\x0e\x0f])", line):
        if part.startswith("\x1b["):
            pen.write(part[2:-1])
            continue
        for letter in part:
            width = 2 if unicodedata.east_asian_width(letter) in "WF" else 1
            yield (column, letter, width, *pen.colours(), pen.bold, pen.faint, pen.under)
            column += width


def svg(screen, columns, rows):
    width, height = columns * CELL_WIDTH + 2 * MARGIN, rows * CELL_HEIGHT + 2 * MARGIN
    papers, letters, pen = [], [], Pen()
    for y, line in enumerate(screen.split("\n")[:rows]):
        top = MARGIN + y * CELL_HEIGHT
        for x, letter, cell, ink, paper, bold, faint, under in cells(line, pen):
            left = MARGIN + x * CELL_WIDTH
            if paper != PAPER:
                papers.append(f'<rect x="{left}" y="{top}" width="{cell * CELL_WIDTH}" height="{CELL_HEIGHT}" fill="{paper}"/>')
            if letter != " ":
                look = (' font-weight="bold"' if bold else "") + (' opacity="0.6"' if faint else "")
                look += ' text-decoration="underline"' if under else ""
                letters.append(f'<text x="{left}" y="{top + BASELINE}" fill="{ink}"{look}>{escape(letter)}</text>')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="{FAMILIES}" '
            f'font-size="{FONT_SIZE}"><rect width="100%" height="100%" rx="8" fill="{PAPER}"/>'
            + "".join(papers) + "".join(letters) + "</svg>")


def save(screen, columns, rows, path):
    subprocess.run(["rsvg-convert", "-o", path], input=svg(screen, columns, rows).encode(), check=True)
