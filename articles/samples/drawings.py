"""Pictures for the samples, drawn in the site's colours and the same each time."""

import io
from math import cos, pi, sin

from PIL import Image, ImageDraw

# What the scenes are measured in; smaller in pixels, since samples should load soon.
WIDTH, HEIGHT = 1600, 1000
PIXELS = 1280, 800
# Drawn twice as large and then reduced: Pillow's own lines have rough edges.
FINE = 2

PAPER, PANEL, FOG, MIST, STONE = "#fdfdfe", "#f4f5f7", "#e6e8ec", "#cdd1d8", "#b4bac3"
SLATE, INK, TURF = "#7b828d", "#16181d", "#dfe3e2"
WASH, BLUSH, ROSE, BRICK, ACCENT, WINE = (
    "#f7e9ec",
    "#e4c8ce",
    "#d9808f",
    "#b8374f",
    "#991034",
    "#760a28",
)


class Canvas:
    """A drawing surface that is measured in units of its own, `width` of them across."""

    def __init__(self, colour, width=WIDTH, pixels=PIXELS):
        self.scale = FINE * pixels[0] / width
        self.image = Image.new("RGB", [FINE * side for side in pixels], colour)
        self.pen = ImageDraw.Draw(self.image)

    def scaled(self, *lengths):
        return [self.scale * length for length in lengths]

    def area(self, points, colour):
        self.pen.polygon([tuple(self.scaled(*point)) for point in points], fill=colour)

    def line(self, points, colour, width):
        thick = round(self.scale * width)
        along = [tuple(self.scaled(*point)) for point in points]
        self.pen.line(along, fill=colour, width=thick, joint="curve")
        for x, y in (points[0], points[-1]):
            self.oval(x, y, width / 2, width / 2, colour)

    def oval(self, x, y, across, down, colour=None, edge=None, width=0):
        box = self.scaled(x - across, y - down, x + across, y + down)
        self.pen.ellipse(box, fill=colour, outline=edge, width=round(self.scale * width))

    def bar(self, left, top, right, bottom, colour, radius=0):
        box = self.scaled(left, top, right, bottom)
        self.pen.rounded_rectangle(box, self.scale * radius, fill=colour)

    def finished(self):
        return self.image.reduce(FINE)


def draw(name):
    return SCENES[name]().finished()


def png(picture):
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def wave(base, height, length, shift=0.0):
    """Points of a gentle line across the whole width."""
    return [(x, base + height * sin(2 * pi * x / length + shift)) for x in range(0, WIDTH + 20, 20)]


def filled(canvas, points, colour):
    """Everything below a line."""
    canvas.area([*points, (WIDTH, HEIGHT), (0, HEIGHT)], colour)


def track():
    canvas = Canvas(TURF)
    for lane in range(6):
        across, down = 1450 - 130 * lane, 1180 - 115 * lane
        canvas.oval(80, 1080, across, down, ACCENT if lane % 2 else "#a2183c")
        canvas.oval(80, 1080, across, down, edge=PAPER, width=5)
    canvas.oval(80, 1080, 670, 490, TURF)
    canvas.oval(80, 1080, 670, 490, edge=PAPER, width=5)
    for angle, lane in [(0.62, 0.5), (0.9, 2.5), (1.22, 1.5), (0.38, 3.5)]:
        across, down = 1450 - 130 * lane, 1180 - 115 * lane
        x, y = 80 + across * cos(angle), 1080 - down * sin(angle)
        canvas.oval(x + 10, y + 12, 24, 15, WINE)
        canvas.oval(x, y, 24, 15, INK)
        canvas.oval(x, y, 11, 11, BLUSH)
    return canvas


def hills():
    canvas = Canvas(WASH)
    canvas.oval(1180, 330, 120, 120, ROSE)
    ridges = [
        (470, 90, 1300, 0.4, BLUSH),
        (570, 120, 1000, 2.1, STONE),
        (690, 90, 1500, 4.2, SLATE),
    ]
    for base, height, length, shift, colour in ridges:
        filled(canvas, wave(base, height, length, shift), colour)
    filled(canvas, wave(850, 70, 1900, 1.2), "#3b4049")
    path = [(760 + 190 * sin(step / 7) * (1 - step / 60), 1000 - 6 * step) for step in range(40)]
    canvas.line(path, ROSE, 12)
    return canvas


def stairs():
    canvas = Canvas(MIST)
    for step in range(9):
        left, top = 180 * step - 20, 900 - 95 * step
        canvas.bar(left, top, WIDTH, HEIGHT, PANEL if step % 2 else FOG)
        canvas.bar(left, top, WIDTH, top + 10, PAPER)
        canvas.area([(left, top), (left, top + 95), (left - 90, top + 95)], STONE)
    canvas.bar(700, 520, 880, 534, ACCENT)
    return canvas


def sole(canvas, x, y, side, colours):
    """A footprint; `side` is 1 for a right foot and -1 for a left one."""
    skin, pad, arch = colours
    canvas.oval(x, y + 250, 92, 118, skin)
    canvas.oval(x + side * 12, y - 60, 142, 150, skin)
    canvas.area([(x - 90, y + 250), (x + 90, y + 250), (x + 120, y - 60), (x - 120, y - 60)], skin)
    canvas.oval(x - side * 150, y + 110, 78, 165, arch)
    for toe, (dx, dy, size) in enumerate(
        [(-96, -250, 58), (-12, -272, 40), (58, -256, 36), (116, -222, 33), (162, -172, 29)]
    ):
        canvas.oval(x + side * dx, y + dy, size, size * 1.12, pad if toe == 0 else skin)


def foot():
    canvas = Canvas(PANEL)
    for ring in range(7):
        canvas.oval(800, 520, 860 - 100 * ring, 700 - 100 * ring, edge=FOG, width=4)
    sole(canvas, 560, 540, -1, (BLUSH, BRICK, PANEL))
    sole(canvas, 1040, 440, 1, (ROSE, ACCENT, PANEL))
    return canvas


def water():
    canvas = Canvas(FOG)
    canvas.oval(330, 250, 90, 90, BLUSH)
    for row in range(9):
        tint = [MIST, STONE, "#a4abb6"][row // 3]
        filled(canvas, wave(380 + 72 * row, 9 + 2 * row, 500 + 60 * row, row * 1.3), tint)
    canvas.area([(250, 560), (1350, 545), (1270, 600), (350, 606)], ACCENT)
    for seat in range(4):
        x = 480 + 190 * seat
        canvas.line([(x, 570), (x - 120, 690)], INK, 9)
        canvas.area([(x - 100, 668), (x - 132, 662), (x - 168, 722), (x - 130, 726)], PAPER)
        canvas.line([(x + 10, 560), (x + 38, 478)], INK, 34)
        canvas.oval(x + 48, 432, 27, 30, WINE)
    filled(canvas, wave(770, 26, 900, 2.6), SLATE)
    return canvas


def pool():
    canvas = Canvas("#d3dae0")
    for lane in range(5):
        y = 100 + 200 * lane
        canvas.bar(0, y - 62, WIDTH, y + 62, "#dde3e8" if lane % 2 else "#c8d1d9")
        for float_ in range(0, WIDTH, 44):
            canvas.bar(float_, y + 94, float_ + 34, y + 106, ACCENT if float_ % 88 else PAPER, 6)
    for x, y in [(1080, 300), (520, 500), (900, 700)]:
        for ring in range(3):
            canvas.oval(x - 150 - 40 * ring, y, 60 + 44 * ring, 14 + 12 * ring, edge=PAPER, width=4)
        canvas.line([(x - 190, y - 14), (x, y)], INK, 34)
        canvas.line([(x - 10, y), (x + 120, y - 52)], INK, 18)
        canvas.oval(x + 42, y, 27, 24, WINE)
    return canvas


def spine():
    canvas = Canvas(WASH)
    canvas.oval(800, 500, 470, 470, BLUSH)
    for part in range(20):
        turn = part / 19
        x, y, width = 800 + 90 * sin(2 * pi * turn + 0.5), 66 + 44 * part, 58 + 64 * turn
        canvas.bar(x - width, y, x + width, y + 32, [PAPER, ROSE, BRICK][part * 3 // 20], 15)
    return canvas


def barbell():
    canvas = Canvas(PANEL)
    canvas.bar(0, 800, WIDTH, HEIGHT, MIST)
    canvas.bar(60, 494, 1540, 516, SLATE, 11)
    plates = [(280, 300, 58, ACCENT), (352, 240, 50, INK), (414, 165, 40, ROSE)]
    for x, reach, thick, colour in plates:
        for centre in (x, WIDTH - x):
            canvas.bar(centre - thick / 2, 505 - reach, centre + thick / 2, 505 + reach, colour, 18)
    for grip in range(620, 990, 24):
        canvas.line([(grip, 496), (grip + 10, 514)], STONE, 3)
    return canvas


def wheel():
    canvas = Canvas(FOG)
    canvas.bar(0, 890, WIDTH, HEIGHT, STONE)
    for x, rim in [(520, INK), (1240, SLATE)]:
        for spoke in range(28):
            turn = 2 * pi * spoke / 28
            canvas.line(
                [(x + 24 * cos(turn + 1), 540 + 24 * sin(turn + 1)),
                 (x + 330 * cos(turn), 540 + 330 * sin(turn))], MIST, 3
            )  # fmt: skip
        canvas.oval(x, 540, 350, 350, edge=rim, width=22)
        canvas.oval(x, 540, 322, 322, edge=ROSE, width=6)
        canvas.oval(x, 540, 26, 26, ACCENT)
    canvas.line([(520, 540), (780, 150), (1130, 150), (1240, 540)], ACCENT, 20)
    canvas.line([(780, 150), (860, 560), (1130, 150)], ACCENT, 20)
    canvas.line([(780, 150), (764, 92)], ACCENT, 16)
    canvas.line([(700, 92), (830, 92)], INK, 24)
    canvas.line([(1130, 150), (1106, 70), (1180, 70), (1200, 120)], INK, 16)
    canvas.oval(860, 560, 70, 70, edge=INK, width=16)
    return canvas


def wall():
    canvas = Canvas(MIST)
    canvas.area([(0, 0), (980, 0), (560, 1000), (0, 1000)], FOG)
    canvas.area([(980, 0), (1600, 0), (1600, 420)], STONE)
    colours = [ACCENT, SLATE, ROSE, PAPER, WINE]
    for hold in range(54):
        # Steps of the golden ratio: no two holds stand in one line.
        x, y = 1540 * (hold * 0.618034 % 1) + 30, 960 * (hold / 54) + 20
        size = 14 + hold * 7 % 22
        canvas.oval(x + 5, y + 8, size * 1.3, size, "#a4abb6")
        canvas.oval(x, y, size * 1.3, size, colours[hold % 5])
    canvas.line([(1010, 0), (900, 330), (860, 610), (850, 1000)], INK, 6)
    return canvas


def breath():
    canvas = Canvas(WASH)
    for ring, colour in enumerate([BLUSH, "#dfb2bb", ROSE, "#c95f72", BRICK]):
        canvas.oval(800, 500, 620 - 110 * ring, 460 - 82 * ring, colour)
    for row in range(5):
        canvas.line(wave(340 + 80 * row, 22, 530, row * 0.8), PAPER, 5)
    return canvas


def roller():
    canvas = Canvas(PANEL)
    canvas.bar(0, 700, WIDTH, HEIGHT, MIST)
    canvas.bar(160, 690, 1440, 730, BLUSH, 20)
    for ring in range(3):
        canvas.oval(820, 480, 330 - 80 * ring, 250 - 60 * ring, edge=ROSE, width=4)
    canvas.line([(60, 440), (620, 470)], WINE, 150)
    canvas.line([(620, 470), (1240, 440)], BRICK, 104)
    canvas.line([(1240, 440), (1285, 330)], BRICK, 62)
    canvas.oval(820, 602, 96, 96, INK)
    canvas.oval(820, 602, 50, 50, SLATE)
    return canvas


SCENES = {
    scene.__name__: scene
    for scene in (
        track, hills, stairs, foot, water, pool, spine, barbell, wheel, wall, breath, roller
    )
}  # fmt: skip
