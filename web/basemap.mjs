// The basemap: countries, coasts and borders of Natural Earth (public domain), made small.
//
// Out comes one object: `countries` as GeoJSON with their ISO 3166 codes, the settled borders as
// lines, and the disputed borders (disputed.json) as lines apart, each with what it is about.
// Degrees (WGS 84) with two decimals: about a kilometre, finer than the drawing itself.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature, mesh } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));

// Corners that make a triangle of less are left out, in square degrees (Visvalingam 1993).
const FINE = 0.004;

export async function basemap() {
  const whole = require("world-atlas/countries-50m.json");
  const atlas = simplify(presimplify(whole), FINE);
  const { numericToAlpha2 } = require("i18n-iso-countries");
  const known = JSON.parse(await readFile(join(here, "disputed.json"), "utf8"));
  const name = (each) => each.properties.name;
  const countries = atlas.objects.countries;
  // News seldom tells of the South Pole, whose coast is a fifth of all coasts.
  countries.geometries = countries.geometries.filter((each) => name(each) !== "Antarctica");
  const code = (each) => known.codes[name(each)] ?? numericToAlpha2(each.id) ?? "";
  const disputes = (a, b) => known.lines.filter(
    ({ between: [one, other] }) =>
      (name(a) === one && name(b) === other) || (name(a) === other && name(b) === one));
  const inside = (line, box) => !box || line.every(
    ([x, y]) => x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3]);

  const borders = [];
  const disputed = new Map();
  const pairs = new Map();
  // Pair by pair, so that each line is known for what it is.
  for (const a of countries.geometries) {
    for (const b of countries.geometries) {
      const key = [name(a), name(b)].sort().join("|");
      if (a === b || pairs.has(key)) continue;
      pairs.set(key, true);
      for (const line of shared(atlas, a, b)) {
        const about = disputes(a, b);
        for (const part of about.length ? cut(line, about.map((each) => each.box)) : [line]) {
          const one = about.find((each) => inside(part, each.box));
          if (!one) borders.push(part);
          else disputed.set(one.what, [...(disputed.get(one.what) ?? []), part]);
        }
      }
    }
  }
  return {
    countries: {
      type: "FeatureCollection",
      features: countries.geometries.map((each) => ({
        type: "Feature",
        properties: { code: code(each), name: name(each) },
        geometry: rounded(
          feature(atlas, each).geometry,
          feature(whole, whole.objects.countries.geometries.find((one) => name(one) === name(each))).geometry,
        ),
      })),
    },
    borders: lines(borders),
    disputed: {
      type: "FeatureCollection",
      features: [...disputed].map(([what, parts]) => ({
        type: "Feature", properties: { what }, geometry: lines(parts) })),
    },
  };
}

// The arcs that two countries share, as lines.
function shared(atlas, a, b) {
  const arcs = (each) => new Set(each.arcs.flat(Infinity).map((arc) => (arc < 0 ? ~arc : arc)));
  const of_a = arcs(a);
  const both = [...arcs(b)].filter((arc) => of_a.has(arc));
  if (!both.length) return [];
  return mesh(atlas, { type: "MultiLineString", arcs: both.map((arc) => [arc]) }).coordinates;
}

// A line cut where it enters or leaves one of the boxes.
function cut(line, boxes) {
  if (boxes.some((box) => !box)) return [line];
  const where = ([x, y]) => boxes.findIndex(
    (box) => x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3]);
  const parts = [];
  let part = [line[0]];
  for (const [i, point] of line.entries()) {
    if (i === 0) continue;
    if (where(point) !== where(line[i - 1])) {
      // The point at the border belongs to both, so that no gap is drawn; to the settled part last.
      parts.push(where(point) < 0 ? part : [...part, point]);
      part = where(point) < 0 ? [line[i - 1], point] : [point];
    } else part.push(point);
  }
  parts.push(part);
  return parts.filter((each) => each.length > 1);
}

const round = (number) => Math.round(number * 100) / 100;

function thinned(line) {
  const points = line.map(([x, y]) => [round(x), round(y)]);
  return points.filter(
    ([x, y], i) => i === 0 || i === points.length - 1 || x !== points[i - 1][0] || y !== points[i - 1][1]);
}

function lines(parts) {
  return { type: "MultiLineString", coordinates: parts.map(thinned) };
}

// Polygons cut in two where they cross the date line, and without what rounding left no area of.
function rounded(geometry, whole) {
  const made = parts(geometry);
  return { type: "MultiPolygon", coordinates: made.length ? made : parts(whole) };
}

function parts(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flatMap((rings) => {
      const sides = rings.map(halves);
      return [0, 1].map((side) => sides.map((both) => both[side]).filter((ring) => ring.length > 3));
    })
    .filter((rings) => rings.length);
}

// A ring west and east of the date line; nearly all rings lie on one side.
function halves(ring) {
  const line = thinned(ring);
  if (!line.some(([x], i) => i > 0 && Math.abs(x - line[i - 1][0]) > 180)) return [line, []];
  const unrolled = line.map(([x, y]) => [x < 0 ? x + 360 : x, y]);
  const east = clipped(unrolled, (x) => x >= 180).map(([x, y]) => [round(x - 360), y]);
  return [clipped(unrolled, (x) => x <= 180), east];
}

// The part of a closed ring on one side of the date line (Sutherland and Hodgman 1974).
function clipped(ring, inside) {
  const kept = [];
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (inside(a[0])) kept.push(a);
    if (inside(a[0]) !== inside(b[0])) {
      kept.push([180, round(a[1] + ((180 - a[0]) / (b[0] - a[0])) * (b[1] - a[1]))]);
    }
  }
  return kept.length ? [...kept, kept[0]] : [];
}
