#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes unicode_tables.cpp and top_level_domains.cpp, the two tables that core/message carries.

    generate_tables.py UCD_DIRECTORY TLD_FILE

UCD_DIRECTORY  the Unicode Character Database, version 15.0 (Debian: package unicode-data, /usr/share/unicode);
               Unicode Licence V3. Read: auxiliary/GraphemeBreakProperty.txt, emoji/emoji-data.txt,
               emoji/emoji-sequences.txt, emoji/emoji-zwj-sequences.txt
TLD_FILE       one top-level domain per line: the generic and country lists of twitter-text 3.1.0 (Apache-2.0),
               src/regexp/validGTLD.js and validCCTLD.js, because X counts with that list
"""
import pathlib
import re
import sys

HEAD = """// SPDX-License-Identifier: EUPL-1.2
// Written by generate_tables.py; do not edit. Source: {source}
#include "core/message/{header}"

namespace astreinte::message {{
// clang-format off
"""


def ranges(path, wanted):
    for line in path.read_text(encoding="utf-8").splitlines():
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if match and match[3] in wanted:
            yield int(match[1], 16), int(match[2] or match[1], 16), match[3]


def merged(items):
    result = []
    for first, last, kind in sorted(items):
        if result and result[-1][2] == kind and result[-1][1] + 1 == first:
            result[-1] = (result[-1][0], last, kind)
        else:
            result.append((first, last, kind))
    return result


def rows(cells, width=116):
    line = "   "
    for cell in cells:
        if len(line) + len(cell) + 1 > width:
            yield line
            line = "   "
        line += " " + cell
    if line.strip():
        yield line


def unicode_tables(ucd):
    names = {"Prepend": "Prepend", "Control": "Control", "Extend": "Extend", "SpacingMark": "SpacingMark",
             "L": "HangulL", "V": "HangulV", "T": "HangulT"}
    breaks = list(ranges(ucd / "auxiliary/GraphemeBreakProperty.txt", names))
    breaks += list(ranges(ucd / "emoji/emoji-data.txt", {"Extended_Pictographic"}))
    names["Extended_Pictographic"] = "Pictographic"
    out = HEAD.format(source="Unicode Character Database 15.0 (Unicode Licence V3)", header="unicode_tables.h")
    table = merged(breaks)
    out += "namespace {\nconstexpr BreakRange breakTable[]{\n"
    out += "\n".join(rows(f"{{0x{a:X},0x{b:X},Break::{names[k]}}}," for a, b, k in table)) + "\n};\n\n"
    bases = merged((a, b, "") for a, b, _ in ranges(ucd / "emoji/emoji-data.txt", {"Emoji_Modifier_Base"}))
    out += "constexpr CodeRange baseTable[]{\n"
    out += "\n".join(rows(f"{{0x{a:X},0x{b:X}}}," for a, b, _ in bases)) + "\n};\n\n"
    emoji = merged((a, b, "") for a, b, _ in ranges(ucd / "emoji/emoji-data.txt", {"Emoji"}))
    out += "constexpr CodeRange emojiTable[]{\n"
    out += "\n".join(rows(f"{{0x{a:X},0x{b:X}}}," for a, b, _ in emoji)) + "\n};\n\n"
    shown = merged((a, b, "") for a, b, _ in ranges(ucd / "emoji/emoji-data.txt", {"Emoji_Presentation"}))
    out += "constexpr CodeRange presentationTable[]{\n"
    out += "\n".join(rows(f"{{0x{a:X},0x{b:X}}}," for a, b, _ in shown)) + "\n};\n\n"
    sequences = set()
    for name in ("emoji-sequences.txt", "emoji-zwj-sequences.txt"):
        for line in (ucd / "emoji" / name).read_text(encoding="utf-8").splitlines():
            codes = line.split("#")[0].split(";")[0].strip()
            if " " not in codes or ".." in codes:
                continue
            points = [int(c, 16) for c in codes.split()]
            points = [c for c in points if c != 0xFE0F and not 0x1F3FB <= c <= 0x1F3FF]
            if len(points) > 1:
                sequences.add(tuple(points))
    listed = sorted(sequences)
    longest = max(map(len, listed))
    out += "constexpr EmojiSequence sequenceTable[]{\n"
    cells = ("{" + f"{len(s)},{{" + ",".join(f"0x{c:X}" for c in s) + "}}," for s in listed)
    out += "\n".join(rows(cells)) + "\n};\n// clang-format on\n} // namespace\n\n"
    for kind, name, of in (("BreakRange", "breakRanges", "breakTable"), ("CodeRange", "modifierBases", "baseTable"),
                           ("CodeRange", "emojiCharacters", "emojiTable"),
                           ("CodeRange", "emojiPresentation", "presentationTable"),
                           ("EmojiSequence", "emojiSequences", "sequenceTable")):
        out += f"std::span<const {kind}> {name}()\n{{\n    return {of};\n}}\n\n"
    out += "} // namespace astreinte::message\n"
    return out, len(table), len(bases), len(emoji), len(listed), longest


def domain_table(path):
    names = sorted(set(path.read_text(encoding="utf-8").split()), key=lambda n: n.encode("utf-16-be"))
    out = HEAD.format(source="twitter-text 3.1.0, validGTLD and validCCTLD (Apache-2.0)", header="top_level_domains.h")
    out += "namespace {\nconstexpr QStringView domainTable[]{\n" + "\n".join(rows(f'u"{n}",' for n in names))
    out += "\n};\n// clang-format on\n} // namespace\n\nstd::span<const QStringView> topLevelDomains()\n{\n"
    out += "    return domainTable;\n}\n\n} // namespace astreinte::message\n"
    return out, len(names)


def main():
    here = pathlib.Path(__file__).resolve().parent
    text, *counts = unicode_tables(pathlib.Path(sys.argv[1]))
    (here / "unicode_tables.cpp").write_text(text, encoding="utf-8")
    domains, count = domain_table(pathlib.Path(sys.argv[2]))
    (here / "top_level_domains.cpp").write_text(domains, encoding="utf-8")
    print("breakRanges, modifierBases, emojiCharacters, emojiSequences, longest:", counts, "domains:", count)


main()
