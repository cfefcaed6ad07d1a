import type { LonLat } from '#hub/contracts';
import L from 'leaflet';
import { spot } from '../shape/shape.js';
import { PANE } from './panes.js';
import { flip } from './map-thing.js';

/** Something that can be taken hold of: by mouse, finger or keyboard. */
export interface Handle {
  /** Names it between two drawings, so that it keeps the focus. */
  key: string;
  at: LonLat;
  look: 'corner' | 'middle' | 'spot' | 'node' | 'met' | 'bend' | 'first';
  label: string;
  chosen?: boolean;
  /** While it moves; where it lands is up to whoever draws. */
  onMove?(to: LonLat): void;
  onDrop?(to: LonLat): void;
  onChoose?(): void;
  onRemove?(): void;
}

const SIZE = 26;
const STEP_PX = 1;
const LONG_STEP_PX = 10;
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const placeOf = ({ lng, lat }: L.LatLng): LonLat => spot(lng, lat);
const classOf = ({ look, chosen }: Handle) => `map-handle ${look}${chosen ? ' chosen' : ''}`;

/** The handles of what is being drawn. Those that stay are moved and not made anew. */
export class Handles {
  readonly #markers = new Map<string, { marker: L.Marker; handle: Handle }>();
  readonly #group = L.layerGroup();
  #dragging: string | undefined;

  constructor(private readonly map: L.Map) {
    this.#group.addTo(map);
  }

  show(handles: readonly Handle[]): void {
    const wanted = new Set(handles.map(({ key }) => key));
    for (const [key, { marker }] of this.#markers)
      if (!wanted.has(key)) {
        marker.remove();
        this.#markers.delete(key);
      }
    for (const handle of handles) {
      const known = this.#markers.get(handle.key);
      if (!known) this.#add(handle);
      else {
        known.handle = handle;
        if (this.#dragging !== handle.key) known.marker.setLatLng(flip(handle.at));
        dress(known.marker, handle);
      }
    }
  }

  /** Puts the focus on one, where a keyboard goes on. */
  focus(key: string): void {
    this.#markers.get(key)?.marker.getElement()?.focus();
  }

  end(): void {
    this.#group.remove();
    this.#markers.clear();
  }

  #add(handle: Handle): void {
    const { key } = handle;
    const marker = L.marker(flip(handle.at), {
      pane: PANE.handles,
      draggable: handle.onDrop !== undefined,
      autoPan: true,
      icon: L.divIcon({ className: classOf(handle), iconSize: [SIZE, SIZE] }),
    });
    const entry = { marker, handle };
    this.#markers.set(key, entry);
    marker
      .on('dragstart', () => (this.#dragging = key))
      .on('drag', () => entry.handle.onMove?.(placeOf(marker.getLatLng())))
      .on('dragend', () => {
        this.#dragging = undefined;
        entry.handle.onDrop?.(placeOf(marker.getLatLng()));
      })
      .on('click', (event) => {
        L.DomEvent.stopPropagation(event);
        entry.handle.onChoose?.();
      });
    this.#group.addLayer(marker);
    dress(marker, handle);
    marker.getElement()?.addEventListener('keydown', (event) => this.#onKey(event, entry));
  }

  #onKey(event: KeyboardEvent, { marker, handle }: { marker: L.Marker; handle: Handle }): void {
    const arrow = ARROWS[event.key];
    if (arrow && handle.onDrop) {
      const step = event.shiftKey ? LONG_STEP_PX : STEP_PX;
      const to = this.map.latLngToLayerPoint(marker.getLatLng()).add([arrow[0] * step, arrow[1] * step]);
      handle.onDrop(placeOf(this.map.layerPointToLatLng(to)));
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && handle.onRemove) handle.onRemove();
    else if (event.key === ' ' && handle.onChoose) handle.onChoose();
    else return;
    // the map would move by it
    event.preventDefault();
    event.stopPropagation();
  }
}

function dress(marker: L.Marker, handle: Handle): void {
  const element = marker.getElement();
  if (!element) return;
  element.setAttribute('aria-label', handle.label);
  element.title = handle.label;
  for (const name of ['corner', 'middle', 'spot', 'node', 'met', 'bend', 'first', 'chosen'])
    element.classList.toggle(name, name === handle.look || (name === 'chosen' && handle.chosen === true));
}
