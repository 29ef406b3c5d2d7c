#!/usr/bin/python3
"""Documents name files that exist: every path in backticks with an ending, and every relative link, in the README, the
folder READMEs and docs/. Usage: documents.py [ROOT]; exit 1 when one is missing."""
import pathlib
import re
import subprocess
import sys

PATH = re.compile(r"`((?:[\w.-]+/)+[\w.*-]+\.(?:cpp|h|py|sh|md|csv|toml|json|yaml|ndjson))`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def documents(root):
    listed = subprocess.run(["git", "-C", root, "ls-files", "*.md"], capture_output=True, text=True, check=True)
    return [root / name for name in listed.stdout.splitlines()]


def missing(root, document):
    text = document.read_text(encoding="utf-8")
    for found in PATH.findall(text):
        if "-N/" in found:  # stands for a number
            continue
        if not any(list(base.glob(found)) for base in (root, document.parent)):
            yield found
    for found in LINK.findall(text):
        if not (document.parent / found).exists():
            yield found


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    checked = wrong = 0
    for document in documents(root):
        checked += 1
        for name in missing(root, document):
            wrong += 1
            print(f"{document.relative_to(root)}: names {name}, which is not there")
    print(f"{checked} documents, {wrong} names of missing files")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
