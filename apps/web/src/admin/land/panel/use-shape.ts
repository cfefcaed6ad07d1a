import type { LonLat, Thing, ThingKind } from '#hub/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { RecordForm } from '../../form/use-record-form.js';
import { KIND_INFO } from '../kinds.js';
import type { ShapeBinding } from '../map/binding.js';
import type { MapThing } from '../map/map-thing.js';
import type { OtherNode } from '../shape/graph.js';
import { fieldsOf, type Shape, shapeIn } from '../shape/shape.js';
import { useAllThings } from '../use-all-things.js';

const MOST_STEPS = 100;

export interface ShapeForm {
  shape: Shape | undefined;
  binding: ShapeBinding | undefined;
  change(next: Shape): void;
  undo: (() => void) | undefined;
  startDrawing(): void;
}

/** What of a form lies on the map, with every step of the drawing to be taken back. */
export function useShape(
  kind: ThingKind,
  form: RecordForm,
  context: { id: string | undefined; writes: boolean; things: readonly MapThing[] },
): ShapeForm {
  const { id, writes, things } = context;
  const { inputs, set } = form;
  const shape = useMemo(() => shapeIn(kind, inputs), [kind, inputs]);
  const [past, setPast] = useState<readonly Shape[]>([]);
  const [chosen, choose] = useState<string>();
  const [drawing, setDrawing] = useState(() => writes && id === undefined && shape !== undefined && isEmpty(shape));
  const corners = useMemo(() => cornersOf(things, id), [things, id]);
  const canals = useAllThings(KIND_INFO[kind].shape === 'graph' ? 'canal' : undefined).things;
  const otherNodes = useMemo(() => nodesOf(canals, id), [canals, id]);

  const put = (next: Shape) => {
    for (const [name, value] of Object.entries(fieldsOf(next))) set(name, value);
  };
  const change = (next: Shape) => {
    if (shape) setPast((steps) => [...steps.slice(-MOST_STEPS), shape]);
    put(next);
  };
  const undo = () => {
    const before = past.at(-1);
    if (!before) return;
    setPast(past.slice(0, -1));
    choose(undefined);
    put(before);
  };
  const latest = useRef({ change, undo });
  latest.current = { change, undo };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (typing || event.code !== 'KeyZ' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      event.preventDefault();
      latest.current.undo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const steps = past.length > 0;
  return useMemo(() => {
    const changeNow = (next: Shape) => latest.current.change(next);
    const stopDrawing = () => setDrawing(false);
    return {
      shape,
      change: changeNow,
      undo: steps ? () => latest.current.undo() : undefined,
      startDrawing: () => {
        choose(undefined);
        setDrawing(true);
      },
      binding:
        shape && writes
          ? { shape, change: changeNow, chosen, choose, drawing, stopDrawing, corners, otherNodes }
          : undefined,
    };
  }, [shape, steps, chosen, drawing, corners, otherNodes, writes]);
}

export function isEmpty(shape: Shape): boolean {
  if (shape.is === 'point') return shape.at === undefined;
  return shape.is === 'areas' ? shape.rings.length === 0 : shape.reaches.length === 0;
}

function cornersOf(things: readonly MapThing[], own: string | undefined): LonLat[] {
  return things.flatMap(({ id, area }) => {
    if (id === own || !area) return [];
    const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
    return rings.flatMap((ring) => ring.slice(1));
  });
}

const nodesOf = (canals: readonly Thing<'canal'>[], own: string | undefined): OtherNode[] =>
  canals
    .filter(({ id }) => id !== own)
    .flatMap(({ id, name, nodes }) => nodes.map((node) => ({ canal: id, canalName: name, node })));
