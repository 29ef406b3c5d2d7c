#!/usr/bin/python3
"""Draws fences.geojson and waters.geojson from the centre lines, widths and quays below, which the project set down by
hand (WGS 84, good to some hundred metres on the Yangtze and the canal, schematic elsewhere). They are for
demonstration, tests and maps; fences put into force are drawn by operators on survey data. Usage: draw.py [FOLDER]"""
import json
import math
import pathlib
import sys

MARK = "drawn by the project, not a survey"
M_PER_DEGREE = 111195.0

# waterway -> waters, half width in metres, centre line from upstream or north
LINES = {
    "长江江阴段": ("yangtze_jiangsu", 950, [
        (119.985, 32.003), (120.020, 31.968), (120.060, 31.957), (120.100, 31.951), (120.140, 31.941),
        (120.180, 31.935), (120.220, 31.934), (120.245, 31.937), (120.270, 31.947), (120.300, 31.959),
        (120.330, 31.974), (120.360, 31.986), (120.390, 32.004)]),
    "京杭大运河无锡段": ("inland_canal", 45, [
        (120.020, 31.716), (120.060, 31.695), (120.110, 31.668), (120.150, 31.650), (120.190, 31.636),
        (120.230, 31.619), (120.262, 31.600), (120.282, 31.577), (120.302, 31.552), (120.335, 31.522),
        (120.372, 31.487), (120.405, 31.456), (120.440, 31.424)]),
    "锡澄运河": ("inland_canal", 35, [
        (120.246, 31.612), (120.252, 31.650), (120.262, 31.700), (120.258, 31.750), (120.250, 31.800),
        (120.252, 31.850), (120.262, 31.895), (120.265, 31.930)]),
    "申张线": ("inland_canal", 30, [
        (120.392, 31.996), (120.418, 31.930), (120.424, 31.880), (120.440, 31.830), (120.460, 31.770),
        (120.490, 31.715), (120.520, 31.665), (120.530, 31.600)]),
    "锡溧漕河": ("inland_canal", 30, [
        (120.175, 31.641), (120.130, 31.600), (120.070, 31.555), (119.995, 31.512), (119.930, 31.492),
        (119.870, 31.470), (119.800, 31.440)]),
    "芜申运河": ("inland_canal", 35, [
        (119.560, 31.420), (119.640, 31.415), (119.720, 31.400), (119.800, 31.375), (119.870, 31.345),
        (119.945, 31.312)]),
}
TAIHU = [(119.945, 31.17), (119.950, 31.30), (120.000, 31.38), (120.030, 31.45), (120.055, 31.49), (120.090, 31.48),
         (120.110, 31.43), (120.170, 31.42), (120.205, 31.46), (120.235, 31.51), (120.255, 31.49), (120.255, 31.43),
         (120.330, 31.43), (120.400, 31.41), (120.450, 31.37), (120.430, 31.31), (120.350, 31.26), (120.350, 31.20),
         (120.440, 31.16), (120.500, 31.09), (120.470, 31.02), (120.400, 30.97), (120.280, 30.94), (120.130, 30.94),
         (120.030, 30.99), (119.960, 31.07)]
CONTROL_AREA = [(119.40, 30.90), (121.10, 30.90), (121.10, 32.35), (119.40, 32.35)]

# port area -> waterway, side of its centre line (+1 = left hand going down the line), terminal, berth letters, from
# which share of the line, berths, length of a berth in metres, depth of the fence from the bank
QUAYS = [
    ("石利港区", "长江江阴段", -1, "石利通用码头", "SL", 0.150, 6, 240, 70),
    ("申夏港区", "长江江阴段", -1, "申夏散货码头", "SX", 0.325, 7, 260, 80),
    ("黄田港区", "长江江阴段", -1, "黄田港内贸码头", "HT", 0.645, 5, 200, 60),
    ("长山港区", "长江江阴段", -1, "长山件杂货码头", "CS", 0.780, 6, 250, 75),
    ("无锡城郊港区", "京杭大运河无锡段", 1, "下甸桥码头", "XD", 0.700, 5, 65, 22),
    ("惠山港区", "京杭大运河无锡段", -1, "洛社码头", "LS", 0.340, 4, 65, 22),
    ("江阴内河港区", "锡澄运河", 1, "周庄岸电服务区", "ZZ", 0.780, 4, 60, 18),
    ("江阴内河港区", "锡澄运河", -1, "青阳码头", "QY", 0.420, 3, 60, 18),
    ("宜兴港区", "芜申运河", 1, "宜兴城东码头", "YX", 0.640, 3, 60, 18),
    ("宜兴港区", "锡溧漕河", -1, "和桥码头", "HQ", 0.690, 2, 60, 18),
]


def plane(at):
    """Unit metres east and north of a degree there."""
    return M_PER_DEGREE * math.cos(math.radians(at[1])), M_PER_DEGREE


def moved(at, east_m, north_m):
    per_lon, per_lat = plane(at)
    return round(at[0] + east_m / per_lon, 6), round(at[1] + north_m / per_lat, 6)


def direction(a, b):
    per_lon, per_lat = plane(a)
    east, north = (b[0] - a[0]) * per_lon, (b[1] - a[1]) * per_lat
    length = math.hypot(east, north)
    return east / length, north / length, length


def band(line, half_width_m):
    """A polygon along a line, mitred at the bends so that it keeps its width."""
    left, right = [], []
    for i, at in enumerate(line):
        before = direction(line[max(i - 1, 0)], line[max(i, 1)])
        after = direction(line[min(i, len(line) - 2)], line[min(i + 1, len(line) - 1)])
        east, north = before[0] + after[0], before[1] + after[1]
        length = math.hypot(east, north)
        mitre = 2 / length  # 1 / cosine of half the bend
        east, north = east / length * mitre, north / length * mitre
        left.append(moved(at, -north * half_width_m, east * half_width_m))
        right.append(moved(at, north * half_width_m, -east * half_width_m))
    return closed(right + left[::-1])


def closed(ring):
    return [list(at) for at in ring] + [list(ring[0])]


def along(line, share):
    """A point on the line by its share of the length, with the direction there."""
    steps = [direction(a, b) for a, b in zip(line, line[1:])]
    left_m = share * sum(step[2] for step in steps)
    for at, (east, north, length) in zip(line, steps):
        if left_m <= length:
            return moved(at, east * left_m, north * left_m), east, north
        left_m -= length
    return line[-1], steps[-1][0], steps[-1][1]


def fence(at, east, north, side, half_width_m, length_m, depth_m):
    """A box that leans on the bank from inside the water."""
    out_e, out_n = -north * side, east * side
    bank = half_width_m - min(4, depth_m / 5)
    corners = [(0, bank), (length_m, bank), (length_m, bank - depth_m), (0, bank - depth_m)]
    return closed([moved(at, east * s + out_e * d, north * s + out_n * d) for s, d in corners])


def feature(geometry, **properties):
    return {"type": "Feature", "properties": {**properties, "datum": "wgs84", "source": MARK}, "geometry": geometry}


def polygon(ring):
    return {"type": "Polygon", "coordinates": [ring]}


def quays():
    for area, waterway, side, terminal, letters, share, berths, length_m, depth_m in QUAYS:
        waters, half_width_m, line = LINES[waterway]
        at, east, north = along(line, share)
        boxes = []
        for number in range(berths):
            start = moved(at, east * number * (length_m + 10), north * number * (length_m + 10))
            boxes.append((f"{letters}{number + 1:02d}", fence(start, east, north, side, half_width_m, length_m, depth_m)))
        yield area, terminal, waters, boxes


def fences():
    return [feature(polygon(ring), berth=berth, terminal=terminal, waters=waters, port_area=area)
            for area, terminal, waters, boxes in quays() for berth, ring in boxes]


def waters():
    found = []
    for name, (kind, half_width_m, line) in LINES.items():
        found.append(feature(polygon(band(line, half_width_m)), name=name, kind="waterway", waters=kind))
        found.append(feature({"type": "LineString", "coordinates": [list(at) for at in line]}, name=name,
                             kind="centre_line"))
    found.append(feature(polygon(closed(TAIHU)), name="太湖", kind="waterway", waters="inland_canal"))
    areas = {}
    for area, _, kind, boxes in quays():
        areas.setdefault((area, kind), []).append([at for _, ring in boxes for at in ring])
    for (area, kind), clouds in areas.items():
        shapes = []
        for cloud in clouds:
            west, south = moved((min(a[0] for a in cloud), min(a[1] for a in cloud)), -300, -300)
            east, north = moved((max(a[0] for a in cloud), max(a[1] for a in cloud)), 300, 300)
            shapes.append([closed([(west, south), (east, south), (east, north), (west, north)])])
        found.append(feature({"type": "MultiPolygon", "coordinates": shapes}, name=area, kind="port_area", waters=kind))
    found.append(feature(polygon(closed(CONTROL_AREA)), name="内河控制区（示意）", kind="control_area"))
    return found


def write(path, features):
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in features)
    path.write_text('{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    write(folder / "fences.geojson", fences())
    write(folder / "waters.geojson", waters())
