"""Portraits for the samples: calm, faceless figures, plain to see as drawings."""

from articles.samples.drawings import Canvas

SIDE = 480
SKIN = {
    "deep": "#6b4334",
    "brown": "#93614a",
    "tan": "#c08f70",
    "light": "#e2bfa6",
    "fair": "#f0d6c4",
}
HAIR = {
    "black": "#1f1c1e",
    "brown": "#4d3529",
    "red": "#8e4a2c",
    "grey": "#a9adb4",
    "white": "#e3e5e8",
}
CLOTH = {
    "wine": "#760a28",
    "brick": "#b8374f",
    "slate": "#5b626d",
    "ink": "#23272e",
    "rose": "#d9808f",
}
BEHIND = {
    "fog": "#dfe2e6",
    "blush": "#e4c8ce",
    "stone": "#b4bac3",
    "turf": "#d3dbd8",
    "wash": "#f3dfe3",
}


def draw(skin, hair, style, cloth, behind):
    canvas = Canvas(BEHIND[behind], SIDE, (SIDE, SIDE))
    tone, strands = SKIN[skin], HAIR[hair]
    behind_head, before_brow = STYLES[style]
    behind_head(canvas, strands)
    canvas.oval(240, 500, 186, 150, CLOTH[cloth])
    canvas.bar(200, 270, 280, 385, darker(tone), 38)
    canvas.oval(240, 212, 92, 112, tone)
    before_brow(canvas, strands)
    return canvas.finished()


def darker(colour):
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(part * 0.88):02x}" for part in parts)


def nothing(canvas, colour):
    """Most hair is all in front."""


def fringe(canvas, colour):
    canvas.area([(146, 206), (150, 150), (190, 104), (250, 92), (306, 116), (334, 206),
                 (316, 168), (262, 146), (206, 152), (168, 172)], colour)  # fmt: skip


def cropped(canvas, colour):
    fringe(canvas, colour)
    canvas.oval(240, 120, 74, 30, colour)


def parted(canvas, colour):
    canvas.area([(144, 214), (148, 140), (204, 90), (290, 92), (332, 146), (336, 214),
                 (318, 190), (296, 142), (206, 128), (166, 178)], colour)  # fmt: skip


def curls(canvas, colour):
    for x, y in [(158, 168), (166, 122), (202, 92), (246, 82), (290, 94), (320, 126), (324, 170)]:
        canvas.oval(x, y, 37, 35, colour)


def beard(canvas, colour):
    cropped(canvas, colour)
    canvas.area([(150, 226), (168, 262), (206, 270), (240, 262), (274, 270), (312, 262), (330, 226),
                 (322, 280), (292, 320), (240, 338), (188, 320), (158, 280)], colour)  # fmt: skip


def bald(canvas, colour):
    canvas.area([(150, 240), (146, 190), (158, 176), (166, 220)], colour)
    canvas.area([(330, 240), (334, 190), (322, 176), (314, 220)], colour)


def knot_behind(canvas, colour):
    canvas.oval(240, 80, 48, 44, colour)


def long_behind(canvas, colour):
    canvas.bar(132, 110, 348, 420, colour, 100)


def cloud_behind(canvas, colour):
    canvas.oval(240, 186, 138, 132, colour)


STYLES = {
    "cropped": (nothing, cropped),
    "parted": (nothing, parted),
    "beard": (nothing, beard),
    "bald": (nothing, bald),
    "bun": (knot_behind, cropped),
    "long": (long_behind, parted),
    "curls": (cloud_behind, curls),
}
