import { Dialog } from '../../ui/dialog.js';
import type { Words } from '../words/vi.js';
import { useWords } from '../words/use-words.js';

const ROWS: readonly (readonly [keys: string, what: keyof Words['keyWords']])[] = [
  ['↑ ↓', 'move'],
  ['A', 'acknowledge'],
  ['G', 'assign'],
  ['B', 'comment'],
  ['H', 'shelve'],
  ['N', 'false'],
  ['X', 'resolve'],
  ['Z', 'undo'],
  ['/', 'search'],
  ['C', 'handover'],
  ['T', 'bulletin'],
  ['P', 'broadcasts'],
  ['K', 'smokeReport'],
  ['?', 'keys'],
];

export function KeysDialog({ onClose }: { onClose(): void }) {
  const t = useWords();
  return (
    <Dialog title={t.keysTitle} onClose={onClose}>
      <dl className="all-keys">
        {ROWS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t.keyWords[what]}</dd>
          </div>
        ))}
      </dl>
      <p className="meta">{t.keysHint}</p>
    </Dialog>
  );
}
