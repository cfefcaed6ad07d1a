import { METRICS } from '#hub/contracts';
import { pathTo } from '#hub/field-map';
import { useMemo } from 'react';
import { useLang } from '../../i18n/lang.js';
import type { MapDraft } from './map-draft.js';
import { looksLikeRegisters, type PacketNode, treeOf, valueText } from './packet-tree.js';
import { useLetterWords } from './words.js';

interface TreeProps {
  record: unknown;
  draft: MapDraft;
  /** Absent: a look only. */
  onTap?(node: PacketNode): void;
}

/** The packet line by line; what can be a value is a button, and says what it is already taken for. */
export function PacketTreeView({ record, draft, onTap }: TreeProps) {
  const t = useLetterWords();
  const { nodes, cut } = useMemo(() => treeOf(record), [record]);
  return (
    <>
      <ul className="packet-tree">
        {nodes.map((node) => (
          <li key={pathTo(node.steps)} style={{ '--depth': node.depth } as React.CSSProperties}>
            <Line node={node} draft={draft} onTap={onTap} />
          </li>
        ))}
      </ul>
      {cut && <p className="meta">{t.cut}</p>}
    </>
  );
}

function Line({ node, draft, onTap }: Omit<TreeProps, 'record'> & { node: PacketNode }) {
  const meanings = useMeanings(node, draft);
  const tappable = node.kind === 'value' || looksLikeRegisters(node.value);
  const words = (
    <>
      <span className="key">{node.key}</span>
      {tappable && <span className="value">{valueText(node.value)}</span>}
      {meanings.map((meaning) => (
        <span key={meaning} className="meaning">
          {meaning}
        </span>
      ))}
    </>
  );
  if (!tappable || !onTap) return <span className="line">{words}</span>;
  return (
    <button type="button" className={meanings.length > 0 ? 'line mapped' : 'line'} onClick={() => onTap(node)}>
      {words}
    </button>
  );
}

function useMeanings(node: PacketNode, draft: MapDraft): string[] {
  const t = useLetterWords();
  const lang = useLang();
  const path = pathTo(node.steps);
  return [
    ...(draft.devicePath === path ? [t.deviceName] : []),
    ...(draft.timePath === path ? [t.time] : []),
    ...draft.fields.filter((field) => field.path === path).map((field) => METRICS[field.metric][lang]),
  ];
}
