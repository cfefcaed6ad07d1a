import { useLang } from '../../../i18n/lang.js';
import { IconButton } from '../../../ui/button.js';
import { TextField } from '../../../ui/field.js';
import { readFigure } from '../../data/read-figure.js';
import type { Graph } from '../map/binding.js';
import { keyOf } from '../map/graph-keys.js';
import {
  changeNode,
  changeReach,
  drawnM,
  moveNode,
  removeBend,
  removeNode,
  removeReach,
  splitAt,
  turnReach,
} from '../shape/graph.js';
import { lengthWords } from '../../../format/measures.js';
import type { DrawnReach } from '../shape/shape.js';
import { useLandWords } from '../words.js';
import { Coordinates } from './coordinates.js';
import type { ShapeForm } from './use-shape.js';

/** A canal's nodes and stretches as figures: names, places, lengths, travel times, which way the water flows. */
export function GraphTable({ drawn, graph }: { drawn: ShapeForm; graph: Graph }) {
  const { change, binding } = drawn;
  const t = useLandWords();
  const lang = useLang();
  return (
    <div className="graph-table">
      <h3>{t.reaches}</h3>
      {graph.reaches.length === 0 && <p className="meta">{t.noReach}</p>}
      <ul>
        {graph.reaches.map((reach) => (
          <li key={reach.id} className={binding?.chosen === keyOf.reach(reach.id) ? 'chosen' : undefined}>
            <div className="graph-head">
              <button type="button" className="graph-name" onClick={() => binding?.choose(keyOf.reach(reach.id))}>
                <b>{reach.id}</b> {t.reachOf(nameIn(graph, reach.from), nameIn(graph, reach.to))}
              </button>
              <span className="num">{lengthWords(drawnM(graph, reach), lang)}</span>
              <IconButton
                icon="again"
                label={`${t.turn} ${reach.id}`}
                onClick={() => change(turnReach(graph, reach.id))}
              />
              <IconButton
                icon="trash"
                label={`${t.removeReach} ${reach.id}`}
                onClick={() => change(removeReach(graph, reach.id))}
              />
            </div>
            <div className="graph-figures">
              {(['lengthM', 'travelMin', 'capacity'] as const).map((field) => (
                <Figure
                  key={field}
                  label={t[field]}
                  value={reach[field]}
                  onValue={(value) => change(changeReach(graph, reach.id, { [field]: value } as Partial<DrawnReach>))}
                />
              ))}
            </div>
            <Bends drawn={drawn} graph={graph} reach={reach} />
          </li>
        ))}
      </ul>
      <details className="shape-table">
        <summary>
          {t.nodes} ({graph.nodes.length})
        </summary>
        <ul>
          {graph.nodes.map((node) => (
            <li key={node.id}>
              <div className="graph-head">
                <TextField
                  label={`${t.nodeName} ${node.id}`}
                  value={node.name ?? ''}
                  onChange={(event) => change(changeNode(graph, node.id, { name: event.target.value || undefined }))}
                />
                <IconButton
                  icon="trash"
                  label={`${t.removeNode} ${node.id}`}
                  onClick={() => change(removeNode(graph, node.id))}
                />
              </div>
              {node.of && <p className="meta">{t.met(node.of.canal)}</p>}
              <div className="corners-line">
                <Coordinates
                  at={[node.lon, node.lat]}
                  name={node.id}
                  onAt={(to) => change(moveNode(graph, node.id, to))}
                />
              </div>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

const nameIn = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id)?.name ?? id;

function Bends({ drawn, graph, reach }: { drawn: ShapeForm; graph: Graph; reach: DrawnReach }) {
  const { change, binding } = drawn;
  const t = useLandWords();
  const bends = reach.via ?? [];
  const at = bends.findIndex((_, i) => binding?.chosen === keyOf.bend(reach.id, i));
  if (at < 0) return null;
  return (
    <p className="graph-head">
      {t.bend(at + 1, reach.id)}
      <button type="button" className="btn line" onClick={() => change(splitAt(graph, reach.id, at))}>
        {t.split}
      </button>
      <button type="button" className="btn line" onClick={() => change(removeBend(graph, reach.id, at))}>
        {t.removeBend}
      </button>
    </p>
  );
}

/** A figure that may be left out; taken over when the field is left. */
function Figure({
  label,
  value,
  onValue,
}: {
  label: string;
  value: number | undefined;
  onValue(value?: number): void;
}) {
  return (
    <TextField
      key={value}
      label={label}
      inputMode="decimal"
      defaultValue={value === undefined ? '' : String(value).replace('.', ',')}
      onBlur={(event) => {
        const text = event.target.value.trim();
        const figure = text === '' ? undefined : readFigure(text);
        if (figure !== value && (text === '' || figure !== undefined)) onValue(figure);
      }}
    />
  );
}
