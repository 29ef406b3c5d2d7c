#!/usr/bin/python3
"""The seeded input of stays_bench.sh: fences, waterways, positions as CSV and as NMEA. Usage: stays_feed.py FOLDER ROWS"""
import json
import math
import random
import sys

folder, rows = sys.argv[1], int(sys.argv[2])
random.seed(20250301)


def ring(lon, lat, east, north, corners, rough):
    points = []
    for i in range(corners):
        angle = 2 * math.pi * i / corners
        radius = 1 + rough * random.random()
        points.append([round(lon + east * radius * math.cos(angle), 7), round(lat + north * radius * math.sin(angle), 7)])
    return points + [points[0]]


def collection(path, features):
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)


def feature(points, **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [points]}}


berths = [(119.6 + 0.06 * (i % 25), 31.2 + 0.045 * (i // 25)) for i in range(500)]
collection(f"{folder}/fences.geojson", [
    feature(ring(lon, lat, 0.0012, 0.0004, random.randint(4, 40), 0.1), berth=f"B{i:03d}", terminal="T", waters="inland_canal")
    for i, (lon, lat) in enumerate(berths)])
collection(f"{folder}/waters.geojson", [
    feature(ring(119.65 + 0.15 * (i % 10), 31.25 + 0.2 * (i // 10), 0.07, 0.09, random.randint(200, 2000), 0.03),
            name=f"W{i:02d}", kind="waterway") for i in range(50)])

SECOND = [f"{s // 3600 % 24:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in range(86400)]


def feed(path, vessels, rows, step_s):
    """Every vessel in turn, one round every `step_s`: a third lies at a berth, the others sail to and fro."""
    with open(path, "w", encoding="ascii") as file:
        file.write("mmsi,at,lon,lat,sog_kn,nav_status\n")
        lies = [random.random() < 0.33 for _ in range(vessels)]
        place = [random.choice(berths) for _ in range(vessels)]
        phase = [random.random() * 6.28 for _ in range(vessels)]
        lines = []
        for row in range(rows):
            vessel, turn = row % vessels, row // vessels
            second = (turn * step_s + vessel * step_s // vessels) % 86400
            day = 1 + (turn * step_s) // 86400
            lon, lat = place[vessel]
            if lies[vessel]:
                lon, lat, speed = lon + (row * 7919 % 97 - 48) * 1e-6, lat + (row * 6271 % 89 - 44) * 1e-6, row % 4 / 10
            else:
                angle = phase[vessel] + turn * step_s * 4 / 5000
                lon, lat, speed = lon + 0.05 * math.cos(angle), lat + 0.02 * math.sin(angle), 6.5
            lines.append(f"{413000000 + vessel},2025-03-{day:02d}T{SECOND[second]}Z,{lon:.6f},{lat:.6f},{speed:.1f},0\n")
            if len(lines) == 100000:
                file.writelines(lines)
                lines.clear()
        file.writelines(lines)


def crowd(path, vessels, turns, step_s):
    """Many vessels, each lying where it is: what counts is the memory they take."""
    ends = [(f"{413000000 + i},2025-03-01T", f"Z,{119.6 + i % 1500 * 0.001:.6f},{31.2 + i % 900 * 0.001:.6f},0.1,0\n")
            for i in range(vessels)]
    with open(path, "w", encoding="ascii") as file:
        file.write("mmsi,at,lon,lat,sog_kn,nav_status\n")
        for turn in range(turns):
            clock = SECOND[turn * step_s]
            file.writelines([before + clock + after for before, after in ends])


def armoured(bits, width=168):
    text = ""
    for shift in range(width - 6, -1, -6):
        group = bits >> shift & 63
        text += chr(group + (48 if group < 40 else 56))
    return text


def sentences(path, count):
    with open(path, "w", encoding="ascii") as file:
        for i in range(count):
            lon, lat = berths[i % 500]
            bits = 1
            for value, width in ((0, 2), (413000000 + i % 3000, 30), (5, 4), (128, 8), (i % 8, 10), (1, 1),
                                 (round((lon + i % 7 * 1e-5) * 600000), 28), (round(lat * 600000), 27), (0, 12), (511, 9),
                                 (i % 60, 6), (0, 25)):
                bits = bits << width | value
            body = f"AIVDM,1,1,,A,{armoured(bits)},0"
            check = 0
            for c in body:
                check ^= ord(c)
            tag = f"s:jiangyin,c:{1740787200 + i // 300}"
            tag_check = 0
            for c in tag:
                tag_check ^= ord(c)
            file.write(f"\\{tag}*{tag_check:02X}\\!{body}*{check:02X}\n")


feed(f"{folder}/positions.csv", 3000, rows, 20)
crowd(f"{folder}/vessels.csv", 100000, 70, 30)
sentences(f"{folder}/sentences.nmea", 300000)
