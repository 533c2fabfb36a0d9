# SPDX-License-Identifier: MIT
"""The command line itself: help, versions, completion, refusals, settings."""
import os
import subprocess

from vouch import BINARY, ROOT

LIBRARIES = {"libuv", "udns", "libidn2", "OpenSSL", "SQLite", "jansson", "libcurl"}


def bare(v, *words, env=None, **more):
    """The program without the options that tests give it."""
    environment = v.environment() | (env or {})
    done = subprocess.run([BINARY, *words], capture_output=True, timeout=60, env=environment, check=False,
                          stdin=subprocess.DEVNULL, **more)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def refusals(t, v):
    rows = [
        (("domains", "lst"), "did you mean \"domains list\""),
        (("domains",), "vouch domains --help"),
        (("frobnicate",), "unknown command"),
        (("domains", "list", "--limt", "1"), "did you mean --limit?"),
        (("domains", "use", "a.example", "mx"), "spf|dkim"),
        (("domains", "delete", "a.example"), "--yes"),
        (("check",), "check wants DOMAIN"),
        (("authres", "--message", "-"), "--domain"),
        (("authres", "--message", "-", "--header", "-"), "either"),
        (("check", "a.example", "--dns-port", "0"), "--dns-port"),
        (("check", "a.example", "--dns", "nowhere"), "nowhere"),
        (("check", "a.example", "--dns-allow", "10.0.0.0/99"), "10.0.0.0/99"),
        (("check", "a.example", "--lang", "tlh"), "tlh"),
        (("spf", "eval", "--ip", "not an address"), "not an address"),
    ]
    for words, sentence in rows:
        code, out, err = bare(v, *words)
        t.claim(f"{' '.join(words)}: exit 2", code == 2, (code, err))
        t.claim(f"{' '.join(words)}: one sentence that helps",
                err.startswith("vouch: ") and err.count("\n") == 1 and sentence in err, err)
        t.claim(f"{' '.join(words)}: nothing on standard output", out == "", out)
    refused = v.run("domains", "lst")
    t.claim("with --json the refusal is also an object",
            refused.json["error"]["code"] == "usage" and refused.json["error"]["message"] and
            refused.json["error"]["detail"] == {}, refused)
    code, out, _ = bare(v, "domains", "lst", "--json")
    t.claim("also when --json stands behind the mistake", code == 2 and '"usage"' in out, out)
    t.claim("a refusal makes no store", not os.path.exists(v.folder + "/store"))


def helping(t, v):
    code, out, err = bare(v, "--help")
    t.claim("--help is on standard output, exit 0", code == 0 and err == "" and "domains register" in out, err)
    for words in (("domains", "--help"), ("help", "domains"), ("domains", "verify", "--help"), ("help", "domains", "verify"),
                  ("-h",), ("help",)):
        code, out, err = bare(v, *words)
        t.claim(f"{' '.join(words)} helps", code == 0 and "verify" in out and err == "", (code, err))
    t.claim("help knows its limits", bare(v, "help", "nothing")[0] == 2)
    code, out, err = bare(v, "--version")
    t.claim("--version is one line, exit 0", code == 0 and out.startswith("vouch ") and out.count("\n") == 1, out)
    version = v.run("--version")
    t.claim("--version --json names the libraries", LIBRARIES <= set(version.json["libraries"]), version)
    for option, path in (("--markdown", "docs/COMMANDS.md"), ("--man", "docs/man/vouch.1")):
        code, out, _ = bare(v, "help", option, "--lang", "en")
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            t.claim(f"{path} is what `make docs` writes", code == 0 and out == file.read())


def completed(script, *words):
    """What bash offers for the last word."""
    line = " ".join(f"'{word}'" for word in words)
    shell = f"{script}\nCOMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _vouch; echo \"${{COMPREPLY[*]}}\""
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=30, check=False, cwd="/")
    return done.stdout.split()


def completing(t, v):
    code, script, _ = bare(v, "completion", "bash")
    t.claim("completion bash is bash", code == 0 and subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0)
    rows = [
        (("vouch", "rec"), {"records"}),
        (("vouch", "domains", "ver"), {"verify"}),
        (("vouch", "domains", "use", "a.example", ""), {"spf", "dkim"}),
        (("vouch", "--json", "domains", "register", "--env", ""), {"public", "financial", "government"}),
        (("vouch", "--lang", ""), {"en", "ja", "ko"}),
        (("vouch", "--data", "/x", "domains", "verify", "--on"), {"--only"}),
        (("vouch", "domains", "verify", "--quie"), {"--quiet"}),
    ]
    for words, wanted in rows:
        found = completed(script, *words)
        t.claim(f"bash completes {' '.join(words)}", set(found) == wanted, found)
    for shell in ("zsh", "fish"):
        code, script, _ = bare(v, "completion", shell)
        t.claim(f"completion {shell} has every group", code == 0 and all(w in script for w in ("domains", "shares", "authres")))


def settings(t, v):
    os.makedirs(v.folder + "/config/vouch")
    path = v.folder + "/config/vouch/vouch.conf"
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"# mine\ndata = {v.folder}/elsewhere\nproject = default\n")
    code, out, err = bare(v, "project", "key", "--json")
    t.claim("vouch.conf says where the store is", code == 0 and os.path.isdir(v.folder + "/elsewhere"), err)
    code, _, err = bare(v, "project", "key", env={"VOUCH_PROJECT": "nobody"})
    t.claim("the environment wins over the file; an unknown project is exit 3", code == 3, (code, err))
    code, _, err = bare(v, "project", "key", "--project", "default", env={"VOUCH_PROJECT": "nobody"})
    t.claim("the command line wins over both", code == 0, (code, err))
    with open(path, "a", encoding="utf-8") as file:
        file.write("datta = /x\n")
    code, _, err = bare(v, "project", "key")
    t.claim("an unknown setting is refused with its place", code == 2 and "vouch.conf:4:1" in err and '"data"' in err, err)
    t.claim("but help still helps", bare(v, "--help")[0] == 0)
    os.unlink(path)
    code, _, err = bare(v, "project", "key", "--config", "/nowhere/vouch.conf")
    t.claim("a settings file that was named must be there", code == 2 and "/nowhere/vouch.conf" in err, (code, err))
    code, _, err = bare(v, "project", "key", "--server", "http://127.0.0.1:1")
    t.claim("--server is refused in words until it is there", code in (2, 5) and "--server" in err or "server" in err, err)
    for clock, wanted in (("yesterday", 2), ("2026-10-05T14:07:31Z", 0)):
        code, _, err = bare(v, "explain", "all-ok", env={"VOUCH_CLOCK": clock})
        t.claim(f"VOUCH_CLOCK={clock}: exit {wanted}", code == wanted, err)


def claims(t, v, dns):
    refusals(t, v)
    helping(t, v)
    completing(t, v)
    settings(t, v)
