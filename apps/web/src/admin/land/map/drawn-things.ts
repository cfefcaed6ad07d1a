import L from 'leaflet';
import { lookOf, type Seen, type Tone } from './looks.js';
import { type MapThing, pathsOf } from './map-thing.js';
import { PANE } from './panes.js';

/** So many areas are seen as a whole, until the map is near enough for one. */
const MANY = 300;
const NEAR_ZOOM = 15.5;

/**
 * Things of a kind on the map. What stays is left as it is: of thousands of plots a change touches those that it means.
 */
export class DrawnThings {
  readonly #renderer = L.canvas({ pane: PANE.things, padding: 0.3, tolerance: 4 });
  readonly #group = L.featureGroup();
  readonly #known = new Map<string, { thing: MapThing; paths: L.Path[] }>();
  readonly #thingOf = new WeakMap<L.Layer, MapThing>();
  #chosen: string | undefined;
  #hidden: string | undefined;
  #afar = false;

  constructor(
    private readonly map: L.Map,
    private readonly tone: Tone,
    open: (id: string) => void,
  ) {
    if (tone === 'main') {
      this.#group.bindTooltip((layer) => words(this.#thingOf.get(layer)?.name ?? ''), { sticky: true });
      this.#group.on('click', (event) => {
        const thing = this.#thingOf.get(event.propagatedFrom as L.Layer);
        if (!thing) return;
        L.DomEvent.stopPropagation(event);
        open(thing.id);
      });
    }
    this.#group.addTo(map);
    map.on('zoomend', this.#onZoom);
  }

  show(things: readonly MapThing[]): void {
    const wanted = new Set(things.map(({ id }) => id));
    for (const [id, { paths }] of this.#known)
      if (!wanted.has(id)) {
        for (const path of paths) this.#group.removeLayer(path);
        this.#known.delete(id);
      }
    for (const thing of things) this.#put(thing);
    this.#onZoom();
  }

  /** Which one is open: drawn above the others; and which one is not drawn at all, since its shape is being changed. */
  mark(chosen: string | undefined, hidden: string | undefined): void {
    const before = [this.#chosen, this.#hidden];
    [this.#chosen, this.#hidden] = [chosen, hidden];
    for (const id of new Set([...before, chosen, hidden])) if (id !== undefined) this.#dress(id);
  }

  end(): void {
    this.map.off('zoomend', this.#onZoom);
    this.#group.remove();
    this.#renderer.remove();
  }

  #put(thing: MapThing): void {
    const known = this.#known.get(thing.id);
    if (known?.thing === thing) return;
    for (const path of known?.paths ?? []) this.#group.removeLayer(path);
    const look = lookOf(this.#seen(thing.id), thing.lines ? 'line' : 'area');
    const how = { renderer: this.#renderer, pane: PANE.things, interactive: this.tone === 'main' };
    const paths = pathsOf(thing, { ...look, ...how });
    this.#known.set(thing.id, { thing, paths });
    for (const path of paths) {
      this.#thingOf.set(path, thing);
      if (thing.id !== this.#hidden) this.#group.addLayer(path);
    }
  }

  readonly #onZoom = () => {
    const afar = this.tone === 'main' && this.#known.size > MANY && this.map.getZoom() < NEAR_ZOOM;
    if (afar === this.#afar) return;
    this.#afar = afar;
    for (const id of this.#known.keys()) this.#dress(id);
  };

  #seen(id: string): Seen {
    if (id === this.#chosen) return 'chosen';
    return this.#afar ? 'afar' : this.tone;
  }

  #dress(id: string): void {
    const known = this.#known.get(id);
    if (!known) return;
    for (const path of known.paths) {
      if (id === this.#hidden) {
        this.#group.removeLayer(path);
        continue;
      }
      this.#group.addLayer(path);
      path.setStyle(lookOf(this.#seen(id), known.thing.lines ? 'line' : 'area'));
      if (id === this.#chosen) path.bringToFront();
    }
  }
}

function words(text: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = text;
  return element;
}
