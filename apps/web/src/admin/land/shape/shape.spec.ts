import { describe, expect, it } from '@jest/globals';
import type { LonLat } from '#hub/contracts';
import { addNode, addReach, drawnM, insertBend, lineOf, moveNode, removeNode, splitAt, turnReach } from './graph.js';
import { addRing, insertCorner, moveCorner, removeCorner } from './rings.js';
import { areaOf, fieldsOf, type Shape, shapeIn } from './shape.js';

const square: LonLat[] = [
  [106.25, 20.45],
  [106.26, 20.45],
  [106.26, 20.46],
  [106.25, 20.46],
];
const closed = [...square, square[0]!];
const hole = square.map(([lon, lat]): LonLat => [lon + 0.001, lat + 0.001]);
const areas = (over: Partial<Extract<Shape, { is: 'areas' }>> = {}) =>
  ({ is: 'areas', rings: [square], holes: [[]], ...over }) as const;
const empty = { is: 'graph', nodes: [], reaches: [] } as const;

describe('an outline', () => {
  it('goes from the hub to the map and back as it was, holes and several pieces too', () => {
    const area = { type: 'MultiPolygon', coordinates: [[closed, [...hole, hole[0]!]], [closed]] } as const;
    const shape = shapeIn('hamlet', { area });
    expect(shape).toMatchObject({ rings: [square, square], holes: [[[...hole, hole[0]!]], []] });
    expect(fieldsOf(shape!)).toEqual({ area });
    expect(fieldsOf(shapeIn('plot', { area: { type: 'Polygon', coordinates: [closed] } })!)).toEqual({
      area: { type: 'Polygon', coordinates: [closed] },
    });
    expect(fieldsOf(shapeIn('plot', {})!)).toEqual({ area: undefined });
  });

  it('has corners that are moved, put in and taken away; of two corners nothing is left', () => {
    const at: LonLat = [106.27, 20.47];
    expect(moveCorner(areas(), 0, 1, at).rings[0]![1]).toEqual(at);
    expect(insertCorner(areas(), 0, 4, at).rings[0]).toEqual([...square, at]);
    const triangle = removeCorner(areas(), 0, 0);
    expect(triangle.rings[0]).toHaveLength(3);
    expect(removeCorner(triangle, 0, 0)).toMatchObject({ rings: [], holes: [] });
    expect(areaOf(addRing(areas(), square))?.type).toBe('MultiPolygon');
  });
});

it('a spot is what stands in its two fields', () => {
  expect(shapeIn('site', { lon: '106,25', lat: '20.45' })).toEqual({ is: 'point', at: [106.25, 20.45] });
  expect(shapeIn('site', { lon: '106,25', lat: '' })).toEqual({ is: 'point', at: undefined });
  expect(fieldsOf({ is: 'point', at: [106.25, 20.45] })).toEqual({ lon: '106,25', lat: '20,45' });
});

describe('a canal', () => {
  const drawn = () => {
    const a = addNode(empty, [106.25, 20.45]);
    const b = addNode(a.graph, [106.26, 20.45]);
    return addReach(b.graph, a.id, b.id, [[106.255, 20.451]]);
  };

  it('is drawn from node to node over bends, and measured', () => {
    const graph = drawn();
    expect(graph.reaches[0]).toEqual({ id: 'd1', from: 'n1', to: 'n2', via: [[106.255, 20.451]] });
    expect(lineOf(graph, graph.reaches[0]!)).toHaveLength(3);
    expect(drawnM(graph, graph.reaches[0]!)).toBeGreaterThan(1043);
    expect(addReach(graph, 'n1', 'n1', [])).toBe(graph);
  });

  it('is split at a bend, turned round, and loses stretches with their node', () => {
    const split = splitAt(drawn(), 'd1', 0);
    expect(split.reaches.map(({ from, to, via }) => [from, to, via])).toEqual([
      ['n1', 'n3', undefined],
      ['n3', 'n2', undefined],
    ]);
    expect(turnReach(insertBend(drawn(), 'd1', 1, [106.258, 20.452]), 'd1').reaches[0]).toMatchObject({
      from: 'n2',
      to: 'n1',
      via: [
        [106.258, 20.452],
        [106.255, 20.451],
      ],
    });
    expect(removeNode(split, 'n3')).toMatchObject({ reaches: [] });
  });

  it('meets another canal at a node, and no longer when the node is taken away from there', () => {
    const other = { canal: 'main', canalName: 'Kênh chính', node: { id: 'n7', lon: 106.251, lat: 20.4501 } };
    const met = moveNode(drawn(), 'n1', [106.25, 20.45], other);
    expect(met.nodes[0]).toEqual({ id: 'n1', lon: 106.251, lat: 20.4501, of: { canal: 'main', node: 'n7' } });
    expect(moveNode(met, 'n1', [106.24, 20.44]).nodes[0]).toEqual({ id: 'n1', lon: 106.24, lat: 20.44 });
  });
});
