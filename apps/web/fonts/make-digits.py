"""Cuts "Hub Digits" from Be Vietnam Pro, which has neither tabular figures nor a per-mille sign.

Ten digits centred on the advance of the widest one, and "‰" drawn from the face's own "%": its lower ring a second
time, further right. Debian: apt-get install fonttools python3-brotli. Run from the project's root:
    python3 apps/web/fonts/make-digits.py
"""
from array import array
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

HERE = Path(__file__).parent
FACE = Path("node_modules/@fontsource/be-vietnam-pro/files")
DIGITS = "0123456789"
RING_GAP = 34
DROPPED = ("GPOS", "GSUB", "GDEF", "fpgm", "prep", "cvt ", "gasp")


def centre_digits(font):
    glyphs, widths, names = font["glyf"], font["hmtx"], font.getBestCmap()
    digits = [names[ord(d)] for d in DIGITS]
    advance = max(widths[d][0] for d in digits)
    for digit in digits:
        own, bearing = widths[digit]
        shift = round((advance - own) / 2)
        glyphs[digit].coordinates.translate((shift, 0))
        glyphs[digit].recalcBounds(glyphs)
        widths[digit] = (advance, bearing + shift)


def per_mille_from_percent(font):
    name = font.getBestCmap()[ord("%")]
    glyph = font["glyf"][name]
    points, flags, ends = list(glyph.coordinates), list(glyph.flags), list(glyph.endPtsOfContours)
    contours = [range(start, end + 1) for start, end in zip([0] + [e + 1 for e in ends], ends)]
    # the lower ring is the pair of contours that stays in the lower half
    half = (max(y for _, y in points) + min(y for _, y in points)) / 2 + 50
    ring = [c for c in contours if max(points[i][1] for i in c) < half]
    assert len(ring) == 2, "the percent sign is drawn differently in this face"
    xs = [points[i][0] for c in ring for i in c]
    shift = max(xs) - min(xs) + RING_GAP
    for contour in ring:
        points += [(points[i][0] + shift, points[i][1]) for i in contour]
        flags += [flags[i] for i in contour]
        ends.append(len(points) - 1)
    glyph.coordinates, glyph.flags = GlyphCoordinates(points), array("B", flags)
    glyph.endPtsOfContours, glyph.numberOfContours = ends, len(ends)
    glyph.recalcBounds(font["glyf"])
    advance, bearing = font["hmtx"][name]
    font["hmtx"][name] = (advance + shift, bearing)
    for table in font["cmap"].tables:
        if table.cmap.pop(ord("%"), None):
            table.cmap[ord("‰")] = name


def cut(weight):
    font = TTFont(FACE / f"be-vietnam-pro-latin-{weight}-normal.woff2")
    options = subset.Options(layout_features=[], name_IDs=["*"], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=DIGITS + "%")
    subsetter.subset(font)
    centre_digits(font)
    per_mille_from_percent(font)
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = "HubDigits" if record.nameID == 6 else "Hub Digits"
    font["maxp"].recalc(font)
    font.flavor = "woff2"
    font.save(HERE / f"hub-digits-{weight}.woff2")


for weight in (400, 500, 600, 700):
    cut(weight)
