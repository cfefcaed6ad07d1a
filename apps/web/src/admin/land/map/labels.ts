import L from 'leaflet';
import { boundsOf, flip, type MapThing } from './map-thing.js';
import { PANE } from './panes.js';

/** A name on the map: text, and nothing to click. */
export function nameMarker(at: L.LatLngExpression, name: string, className: string): L.Marker {
  const words = document.createElement('span');
  words.textContent = name;
  return L.marker(at, {
    pane: PANE.labels,
    interactive: false,
    keyboard: false,
    icon: L.divIcon({ className, html: words, iconSize: [0, 0] }),
  });
}

/** A name, where it would stand, and what it must fit into where it stands within something. */
interface Wish {
  name: string;
  at: L.LatLng;
  within?: L.LatLngBounds;
  /** Pixels above its place, so that it does not lie on a spot. */
  lift: number;
}
export interface Named {
  name: string;
  at: L.LatLng;
}

const MOST = 70;
/** So few have their names wherever these do not lie on others. */
const FEW = 30;
const HEIGHT = 18;
const LETTER = 7.2;
const SPOT_LIFT = 16;

/** Names of things: as many as have room, those that would lie upon another left out until the map is nearer. */
export class Labels {
  readonly #group = L.layerGroup();
  #wishes: readonly Wish[] = [];
  #taken: readonly Named[] = [];

  constructor(private readonly map: L.Map) {
    this.#group.addTo(map);
    map.on('moveend', this.#place);
  }

  /** `taken`: names that stand on the map already. */
  show(things: readonly MapThing[], taken: readonly Named[]): void {
    this.#wishes = things.flatMap((thing) => wishOf(thing) ?? []);
    this.#taken = taken;
    this.#place();
  }

  end(): void {
    this.map.off('moveend', this.#place);
    this.#group.remove();
  }

  readonly #place = () => {
    this.#group.clearLayers();
    const view = this.map.getBounds();
    const boxes = this.#taken.map(({ name, at }) => this.#box({ name, at, lift: 0 }));
    const few = this.#wishes.length <= FEW;
    let count = 0;
    for (const wish of this.#wishes) {
      if (!view.contains(wish.at)) continue;
      const box = this.#box(wish);
      if ((!few && wish.within && !this.#fits(box, wish.within)) || boxes.some((other) => other.overlaps(box)))
        continue;
      boxes.push(box);
      const at = this.map.containerPointToLatLng(box.getCenter());
      this.#group.addLayer(nameMarker(at, wish.name, 'map-name thing'));
      if (++count >= MOST) return;
    }
  };

  #box({ name, at, lift }: Wish): L.Bounds {
    const middle = this.map.latLngToContainerPoint(at).subtract([0, lift]);
    const half = L.point((name.length * LETTER) / 2, HEIGHT / 2);
    return L.bounds(middle.subtract(half), middle.add(half));
  }

  #fits(box: L.Bounds, within: L.LatLngBounds): boolean {
    const room = this.map
      .latLngToContainerPoint(within.getNorthWest())
      .subtract(this.map.latLngToContainerPoint(within.getSouthEast()));
    const { x, y } = box.getSize();
    return x <= Math.abs(room.x) && y <= Math.abs(room.y);
  }
}

function wishOf(thing: MapThing): Wish | undefined {
  const { name, at, lines } = thing;
  if (at) return { name, at: L.latLng(flip(at)), lift: SPOT_LIFT };
  const longest = [...(lines ?? [])].sort((a, b) => b.length - a.length)[0];
  if (longest) return { name, at: L.latLng(flip(longest[Math.floor(longest.length / 2)]!)), lift: 0 };
  const bounds = thing.area && boundsOf(thing);
  return bounds && { name, at: bounds.getCenter(), within: bounds, lift: 0 };
}
