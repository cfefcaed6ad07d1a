import type { LonLat } from '#hub/contracts';
import { useEffect, useState } from 'react';
import {
  addNode,
  addReach,
  insertBend,
  lineOf,
  moveBend,
  moveNode,
  nodeAt,
  type OtherNode,
  removeBend,
  removeNode,
} from '../shape/graph.js';
import { useLandWords } from '../words.js';
import type { Graph, ShapeBinding } from './binding.js';
import { keyOf } from './graph-keys.js';
import type { Handle } from './handles.js';
import { useMap } from './map-view.js';
import { nearest } from './snap.js';
import { type DraftLine, useDraftLines } from './use-draft-lines.js';
import { useHandles } from './use-handles.js';
import { useMapClicks } from './use-map-clicks.js';

const placeOf = ({ lon, lat }: { lon: number; lat: number }): LonLat => [lon, lat];

/** A canal: nodes that are moved, stretches that are drawn from node to node over bends; ends lie on nodes of others. */
export function GraphEditor({ binding }: { binding: ShapeBinding<Graph> }) {
  const { shape, change, chosen, choose, drawing, stopDrawing, otherNodes } = binding;
  const t = useLandWords();
  const map = useMap();
  /** A stretch that is being drawn: from which node, over which bends, in a graph that has that node. */
  const [begun, setBegun] = useState<{ graph: Graph; from: string; via: readonly LonLat[] }>();
  const [hover, setHover] = useState<LonLat>();
  const [moving, setMoving] = useState<Graph>();
  useEffect(() => {
    if (!drawing) setBegun(undefined);
  }, [drawing]);

  const otherAt = (at: LonLat): OtherNode | undefined => nearest(map, at, otherNodes, ({ node }) => placeOf(node));
  const ownAt = (graph: Graph, at: LonLat) => nearest(map, at, graph.nodes, placeOf)?.id;
  /** The node there, an own one, or a new one that may lie on another canal's. */
  const nodeFor = (graph: Graph, at: LonLat) => {
    const own = ownAt(graph, at);
    return own === undefined ? addNode(graph, at, otherAt(at)) : { graph, id: own };
  };
  const end = (graph: Graph, from: string, via: readonly LonLat[], at: LonLat) => {
    const to = nodeFor(graph, at);
    if (to.id === from) return;
    const next = addReach(to.graph, from, to.id, via);
    change(next);
    setBegun(undefined);
    choose(keyOf.node(to.id));
  };
  useMapClicks(drawing, {
    onHover: setHover,
    onPoint: (at) => {
      if (!begun) {
        const first = nodeFor(shape, at);
        setBegun({ graph: first.graph, from: first.id, via: [] });
      } else if (ownAt(begun.graph, at) !== undefined || otherAt(at)) end(begun.graph, begun.from, begun.via, at);
      else if (!begun.via.at(-1) || !nearest(map, at, [begun.via.at(-1)!], (one) => one))
        setBegun({ ...begun, via: [...begun.via, at] });
    },
    onEnd: () => {
      const last = begun?.via.at(-1);
      if (begun && last) end(begun.graph, begun.from, begun.via.slice(0, -1), last);
    },
    onBack: () => begun && setBegun(begun.via.length > 0 ? { ...begun, via: begun.via.slice(0, -1) } : undefined),
    onCancel: () => (begun ? setBegun(undefined) : stopDrawing()),
  });

  const shown = moving ?? shape;
  const lines: DraftLine[] = shown.reaches.map((reach) => ({
    points: lineOf(shown, reach),
    look: chosen === keyOf.reach(reach.id) ? 'chosen' : 'line',
  }));
  const start = begun && nodeAt(begun.graph, begun.from);
  if (begun && start) lines.push({ points: [placeOf(start), ...begun.via, ...(hover ? [hover] : [])], look: 'next' });
  useDraftLines(lines);

  const nodes = (begun?.graph ?? shape).nodes.map((node): Handle => {
    const key = keyOf.node(node.id);
    const move = (to: LonLat) => moveNode(shape, node.id, to, otherAt(to));
    return {
      key,
      at: placeOf(node),
      look: node.of ? 'met' : 'node',
      label: node.of ? t.metNode(node.name ?? node.id, node.of.canal) : `${t.node_} ${node.name ?? node.id}`,
      chosen: chosen === key,
      onChoose: () => {
        if (!drawing) choose(key);
        else if (!begun) setBegun({ graph: shape, from: node.id, via: [] });
        else end(begun.graph, begun.from, begun.via, placeOf(node));
      },
      ...(!drawing && {
        onMove: (to: LonLat) => setMoving(move(to)),
        onDrop: (to: LonLat) => {
          setMoving(undefined);
          change(move(to));
        },
        onRemove: () => change(removeNode(shape, node.id)),
      }),
    };
  });
  useHandles(drawing ? nodes : [...nodes, ...bendHandles(shape, { change, setMoving, choose, chosen, t })]);
  return null;
}

interface BendDeps {
  change(next: Graph): void;
  setMoving(next: Graph | undefined): void;
  choose(key: string): void;
  chosen: string | undefined;
  t: ReturnType<typeof useLandWords>;
}

/** Bends, and places between them that become bends. */
function bendHandles(shape: Graph, { change, setMoving, choose, chosen, t }: BendDeps): Handle[] {
  const moved = (to: (at: LonLat) => Graph) => ({
    onMove: (at: LonLat) => setMoving(to(at)),
    onDrop: (at: LonLat) => {
      setMoving(undefined);
      change(to(at));
    },
  });
  return shape.reaches.flatMap((reach) => {
    const line = lineOf(shape, reach);
    const bends = (reach.via ?? []).map((at, i): Handle => {
      const key = keyOf.bend(reach.id, i);
      return {
        key,
        at,
        look: 'bend',
        label: t.bend(i + 1, reach.id),
        chosen: chosen === key,
        onChoose: () => choose(key),
        onRemove: () => change(removeBend(shape, reach.id, i)),
        ...moved((to) => moveBend(shape, reach.id, i, to)),
      };
    });
    const between = line.slice(1).map((to, i): Handle => {
      const from = line[i]!;
      const at: LonLat = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
      return {
        key: `${keyOf.reach(reach.id)} ${i}`,
        at,
        look: 'middle',
        label: t.newBend(reach.id),
        onChoose: () => choose(keyOf.reach(reach.id)),
        ...moved((there) => insertBend(shape, reach.id, i, there)),
      };
    });
    return [...bends, ...between];
  });
}
