# SPDX-License-Identifier: MIT
"""Counts what a test script claims and prints the line that tests/check adds up: `name: N passed, N failed`."""
import sys


class Tally:
    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def claim(self, what, truth, seen=""):
        """One claim; what was seen instead is printed when it does not hold."""
        if truth:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL {self.name}: {what}" + (f"\n     saw: {str(seen)[:2000]}" if seen != "" else ""), flush=True)
        return bool(truth)

    def end(self):
        print(f"{self.name}: {self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed or not self.passed else 0)
