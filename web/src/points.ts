// Towns as points over the map: a canvas of its own, drawn before the land under it is there.
//
// Ten thousand points are ten thousand copies of some few pictures, put into one image here: asked
// of the canvas one by one they cost ten times as much.  Whoever clicks is answered by their
// positions: nothing is asked of the graphics card.
import type { Map as Land } from "maplibre-gl";
import type { Paint } from "./globe";
import { isFine, type Atlas } from "./data";

const LEAST = 4; // pixels of radius at least
const CROWD = 1500; // where more are in view, all are half as large
const MORE = 12; // pixels more of what is told most
const OFTEN = 20; // claims: what is told most is drawn smaller where even it is told less often
const EDGE = 2; // pixels around a point that its line may take
const NEAR = 4; // pixels beside a point that are still taken for it
const TURN = 2 * Math.PI;

/** Where a place lies on Mercator's square, from 0 to 1. */
function mercator(lon: number, lat: number): [number, number] {
  const up = Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, lat)) * Math.PI) / 360));
  return [(lon + 180) / 360, 0.5 - up / TURN];
}

export class Points {
  readonly #canvas = document.createElement("canvas");
  readonly #towns: readonly number[];
  readonly #at: readonly (readonly [number, number])[];
  readonly #pictures = new Map<number, ImageData>();
  /** What was drawn last: the same is not drawn once more. */
  #seen = "";
  #counts: Uint32Array | null = null;
  #image: ImageData | null = null;
  /** Place, position and radius in pixels of what is drawn, in turn, the least told last. */
  #drawn: [number, number, number, number][] = [];
  #radii = new Map<number, number>();

  constructor(holder: HTMLElement, atlas: Atlas, readonly paint: Paint) {
    const { lat, lon, precision } = atlas.places;
    this.#towns = [...lat.keys()].filter((i) => isFine(precision[i]));
    this.#at = this.#towns.map((i) => mercator(lon[i] ?? 0, lat[i] ?? 0));
    this.#canvas.className = "map-points";
    this.#canvas.setAttribute("aria-hidden", "true");
    holder.append(this.#canvas);
  }

  /** Draw as many claims at each town, where the map lies now. */
  draw(map: Land, counts: Uint32Array, chosen: number | null): void {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const dense = devicePixelRatio;
    const seen = [map.getCenter(), map.getZoom(), width, height, dense].join();
    const context = this.#canvas.getContext("2d");
    if (context === null) return;
    if (this.#image === null || seen !== this.#seen || counts !== this.#counts) {
      this.#seen = seen;
      this.#counts = counts;
      this.#canvas.width = Math.max(1, Math.round(width * dense));
      this.#canvas.height = Math.max(1, Math.round(height * dense));
      this.#image = context.createImageData(this.#canvas.width, this.#canvas.height);
      this.#drawn = this.#sized([...this.#placed(map, counts, width, height)]);
      this.#radii = new Map(this.#drawn.map(([place, , , size]) => [place, size]));
      for (const each of this.#drawn) this.#put(this.#image, each, dense);
    }
    context.putImageData(this.#image, 0, 0);
    const on = this.#drawn.find(([place]) => place === chosen);
    if (on !== undefined) disc(context, [dense * on[1], dense * on[2], dense * on[3]], this.paint.point, this.paint.ring, 3 * dense);
  }

  #sized(placed: [number, number, number, number][]): [number, number, number, number][] {
    const most = placed.reduce((many, each) => Math.max(many, each[3]), OFTEN);
    const scale = placed.length > CROWD ? 0.5 : 1;
    for (const each of placed) each[3] = Math.round(scale * (LEAST + MORE * Math.sqrt(each[3] / most)));
    return placed.sort((a, b) => b[3] - a[3]);
  }

  /** Pixels from the middle of a town to its edge. */
  radius(town: number): number {
    return this.#radii.get(town) ?? LEAST;
  }

  /** The town at a point of the screen, the least told where several lie there. */
  at(x: number, y: number): number | null {
    const found = this.#drawn.findLast(([, left, top, size]) => Math.hypot(left - x, top - y) <= size + NEAR);
    return found?.[0] ?? null;
  }

  // Towns in view: place, position in pixels, and how many claims tell of it.
  *#placed(map: Land, counts: Uint32Array, width: number, height: number): Generator<[number, number, number, number]> {
    const scale = 512 * 2 ** map.getZoom();
    const middle = map.getCenter();
    const [left, top] = mercator(middle.lng, middle.lat);
    for (const [at, place] of this.#towns.entries()) {
      const many = counts[place] ?? 0;
      const [east, south] = this.#at[at] ?? [0, 0];
      const x = (east - left) * scale + width / 2;
      const y = (south - top) * scale + height / 2;
      if (many > 0 && x > -20 && x < width + 20 && y > -20 && y < height + 20) {
        yield [place, x, y, many];
      }
    }
  }

  // Lay the picture of a point over what is in the image.
  #put(image: ImageData, [, x, y, size]: readonly [number, number, number, number], dense: number): void {
    const picture = this.#pictures.get(size) ?? this.#picture(size, dense);
    this.#pictures.set(size, picture);
    const left = Math.round((x - size - EDGE) * dense);
    const top = Math.round((y - size - EDGE) * dense);
    const [from, onto] = [picture.data, image.data];
    for (let row = Math.max(0, -top); row < picture.height && top + row < image.height; row++) {
      for (let column = Math.max(0, -left); column < picture.width && left + column < image.width; column++) {
        const at = 4 * (row * picture.width + column);
        const to = 4 * ((top + row) * image.width + left + column);
        const alpha = from[at + 3] ?? 0;
        if (alpha === 0) continue;
        const under = ((onto[to + 3] ?? 0) * (255 - alpha)) / 255;
        const share = alpha / (alpha + under);
        for (let i = 0; i < 3; i++) onto[to + i] = (from[at + i] ?? 0) * share + (onto[to + i] ?? 0) * (1 - share);
        onto[to + 3] = alpha + under;
      }
    }
  }

  #picture(size: number, dense: number): ImageData {
    const side = (size + EDGE) * dense;
    const wide = Math.ceil(2 * side);
    const context = new OffscreenCanvas(wide, wide).getContext("2d");
    if (context === null) return new ImageData(wide, wide);
    disc(context, [side, side, size * dense], this.paint.point, this.paint.land, dense);
    return context.getImageData(0, 0, wide, wide);
  }
}

function disc(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  [x, y, size]: readonly [number, number, number],
  fill: string, line: string, width: number,
): void {
  context.beginPath();
  context.arc(x, y, size, 0, TURN);
  context.globalAlpha = 0.72;
  context.fillStyle = fill;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = line;
  context.lineWidth = width;
  context.stroke();
}
