import { useSpeech } from '../words/words.js';
import { AlertCard } from './alert-card.js';
import { columnOf } from './cards.js';
import type { Matter } from './matters.js';

export interface AlertColumnProps {
  alerts: readonly Matter[];
  /** Height of the column in layout pixels. */
  available: number;
  withBand: boolean;
  now: number;
  frozenAt?: number;
  hidePlaces: boolean;
  onOpen(alert: Matter): void;
}

export function AlertColumn(props: AlertColumnProps) {
  const { t } = useSpeech();
  const column = columnOf(props.alerts, props.available, props.withBand);
  return (
    <>
      {column.cards.map((card) => (
        <AlertCard
          key={card.alert.id}
          card={card}
          now={props.now}
          frozenAt={props.frozenAt}
          hidePlace={props.hidePlaces}
          onOpen={() => props.onOpen(card.alert)}
        />
      ))}
      {column.more > 0 && <p className="more">{t.more(column.more)}</p>}
    </>
  );
}
