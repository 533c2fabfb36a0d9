# SPDX-License-Identifier: MIT
"""Forms of output, hostile input, and a machine that does not cooperate."""
import os
import pty
import select
import subprocess
import time

from vouch import BINARY

ESCAPE = "\033"


def raw(v, words, **more):
    done = subprocess.run([BINARY, *v.options(), *words], capture_output=True, timeout=60, env=v.environment(), check=False, **more)
    return done.returncode, done.stdout, done.stderr


def at_a_terminal(v, words, typed=b"", env=None, seconds=20):
    """What the program writes on a terminal of 80 columns."""
    process, terminal = pty.fork()
    if process == 0:
        os.execve(BINARY, [BINARY, *v.options(), *words], v.environment() | {"TERM": "xterm", "COLUMNS": "80"} | (env or {}))
    seen, end = b"", time.monotonic() + seconds
    while time.monotonic() < end:
        if typed and seen.endswith(b": "):
            os.write(terminal, typed)
            typed = b""
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                piece = os.read(terminal, 65536)
            except OSError:
                break
            if not piece:
                break
            seen += piece
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), seen.decode("utf-8", "replace")


def forms(t, v):
    v.run("domains", "register", "shop.example", "two.example")
    code, out, _ = raw(v, ["domains", "list", "--plain"])
    lines = out.decode().splitlines()
    t.claim("--plain is label: value lines", code == 0 and all(line == "" or ": " in line for line in lines), out)
    t.claim("--plain has no ESC", ESCAPE not in out.decode())
    code, out, _ = raw(v, ["domains", "list"])
    t.claim("a pipe gets JSON", code == 0 and out.startswith(b'{"domain":'), out)
    code, out, err = raw(v, ["domains", "show", "shop.example", "--quiet"])
    t.claim("--quiet says nothing", code == 0 and out == b"" and err == b"", out)
    code, out, err = raw(v, ["domains", "show", "nobody.example"])
    t.claim("an error is on standard error only", code == 3 and out == b"" and err.startswith(b"vouch: "), (out, err))
    code, seen = at_a_terminal(v, ["domains", "list"])
    t.claim("a terminal gets a table in colour", code == 0 and "Domain" in seen and "\033[1m" in seen and "{" not in seen, seen)
    for words, env in ((["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})):
        code, seen = at_a_terminal(v, ["domains", "list", *words], env=env)
        t.claim(f"no colours with {words} {env}", code == 0 and ESCAPE not in seen, seen)
    code, seen = at_a_terminal(v, ["domains", "list", "--ascii"])
    t.claim("--ascii is ASCII", seen.isascii(), seen)


def asking(t, v):
    code, seen = at_a_terminal(v, ["domains", "delete", "two.example"], b"no\n")
    t.claim("a person who types something else deletes nothing", code == 4 and v.run("domains", "show", "two.example").code == 0, seen)
    t.claim("the effects are named first", "two.example" in seen and "guests" in seen, seen)
    code, seen = at_a_terminal(v, ["domains", "delete", "two.example"], b"two.example\n")
    t.claim("the name deletes", code == 0 and v.run("domains", "show", "two.example").code == 3, seen)


def hostile(t, v):
    names = ["\033[31mred.example", "a\nb.example", "\u202eelpmaxe.example", "x\x7f.example", "\x9b31m.example", "a" * 5000,
             "." * 300, "xn--\xff.example", "*.example", "-.example", "\ufeff", "%s%n%s.example", "../../etc/passwd"]
    for name in names:
        for words in (["domains", "register", name], ["check", name, "--only", "spf"], ["domains", "show", name]):
            code, out, err = raw(v, words + ["--json"])
            text = out.decode("utf-8") + err.decode("utf-8")
            t.claim(f"{words[:2]} {name[:12]!r} ends in order", code in (0, 1, 2, 3, 4, 5), (code, err))
            t.claim(f"{words[:2]} {name[:12]!r} writes no control", not any(c in text for c in "\033\x7f\x9b\u202e"), text)
    broken = subprocess.run([BINARY.encode(), b"domains", b"show", b"\xff\xfe.example", b"--data", v.folder.encode() + b"/store"],
                            capture_output=True, timeout=60, env=v.environment(), check=False)
    t.claim("bytes that are no UTF-8 are refused in UTF-8", broken.returncode == 2 and broken.stderr.decode("utf-8"), broken)
    listed = [row["domain"] for row in v.run("domains", "list").lines]
    t.claim("nothing of that was stored", set(listed) <= {"shop.example", "red.example", "s.example"} and len(listed) < 3, listed)


def line_mode_ends(t, v):
    """The console line by line, without a person: it ends where its input ends."""
    with open(v.folder + "/keys", "w", encoding="ascii") as file:
        file.write("j\n")
    for place in ("/dev/null", v.folder + "/keys"):
        with open(place, "rb") as keys:
            try:
                code, out, err = raw(v, ["--plain"], stdin=keys)
            except subprocess.TimeoutExpired as late:
                code, out, err = None, late.stdout, late.stderr
        t.claim(f"--plain with {os.path.basename(place)} as its input ends", code == 0 and b"shop.example" in out and err == b"", (code, out, err))
    code, out, err = raw(v, ["--plain"], preexec_fn=lambda: os.close(0))
    t.claim("--plain without an input ends", code == 0 and err == b"", (code, out, err))


def uncooperative(t, v):
    port, v.port = v.port, 1
    silent = v.run("check", "mail.example")
    t.claim("without a resolver nobody can tell: exit 5", silent.code == 5, silent)
    v.port = port
    code, _, err = raw(v, ["domains", "list"], preexec_fn=lambda: os.close(1))
    t.claim("closed standard output is exit 6, in words", code == 6 and b"vouch: " in err, (code, err))
    for fds in ((0,), (2,), (0, 2)):
        code, out, _ = raw(v, ["domains", "list"], preexec_fn=lambda fds=fds: [os.close(fd) for fd in fds])
        t.claim(f"closed descriptors {fds} do no harm", code == 0 and b"shop.example" in out, code)
    code, _, _ = raw(v, ["check", "--file", "-"], preexec_fn=lambda: os.close(0))
    t.claim("a list from closed standard input is exit 6", code == 6, code)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([BINARY, *v.options(), "domains", "list"], stdout=full, stderr=subprocess.PIPE, timeout=60,
                              env=v.environment(), check=False)
    t.claim("a full disk is exit 6, in words", done.returncode == 6 and done.stderr.startswith(b"vouch: "), done)
    shell = f"'{BINARY}' {' '.join(v.options())} check --file /dev/stdin --only spf < '{v.folder}/many' | head -n 1"
    with open(v.folder + "/many", "w", encoding="ascii") as file:
        file.writelines(f"d{i}.mail.example\n" for i in range(3000))
    done = subprocess.run(["bash", "-c", shell], capture_output=True, timeout=60, env=v.environment(), check=False)
    t.claim("a reader that leaves is left in silence", done.stdout.count(b"\n") == 1 and done.stderr == b"", done)
    with open(v.folder + "/file", "w", encoding="ascii"):
        pass
    code, _, err = raw(v, ["project", "key", "--data", v.folder + "/file"])
    t.claim("a store that cannot be made is refused in words", code in (4, 6) and err.startswith(b"vouch: "), (code, err))
    for place in (v.folder + "/file", v.folder + "/file/below", "/proc/nowhere"):
        code, _, err = raw(v, ["project", "key", "--data", place])
        t.claim(f"no store at {place}: exit 6, the place and a way on", code == 6 and place.encode() in err and b"--data" in err, err)
    for place in (v.folder + "/file", v.folder + "/file/below"):
        code, out, _ = raw(v, ["doctor", "--json", "--data", place])
        t.claim(f"doctor sees no store at {place}", b'"what":"store","well":false' in out, out)
    code, _, err = raw(v, ["project", "key", "--data", ""])
    t.claim("a folder without a name is refused", code == 2 and b"--data DIR" in err, (code, err))
    code, _, err = raw(v, ["token", "new", "--read-only"])
    t.claim("--read-only is named as the reason", code == 4 and b"--read-only" in err, (code, err))


def claims(t, v, dns):
    forms(t, v)
    asking(t, v)
    hostile(t, v)
    line_mode_ends(t, v)
    uncooperative(t, v)
