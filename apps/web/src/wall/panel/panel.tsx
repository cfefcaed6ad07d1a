import { useEffect, useRef } from 'react';
import { AlertPanel } from './alert-panel.js';
import type { PanelProps } from './panel-props.js';
import { StationPanel } from './station-panel.js';

const IDLE_MS = 60_000;

/** What was opened lies over the map, never over the alerts, and goes away by itself. */
export default function Panel(props: PanelProps) {
  const { opened, stations, alerts, onClose } = props;
  const ref = useRef<HTMLElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const before = document.activeElement;
    let timer = setTimeout(() => close.current(), IDLE_MS);
    const awake = () => {
      clearTimeout(timer);
      timer = setTimeout(() => close.current(), IDLE_MS);
    };
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, awake);
    ref.current?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      clearTimeout(timer);
      for (const event of events) window.removeEventListener(event, awake);
      if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
    };
  }, [opened.id]);

  const alert = opened.kind === 'alert' ? alerts.find((a) => a.id === opened.id) : undefined;
  const station = opened.kind === 'station' ? stations.find((s) => s.device.id === opened.id) : undefined;
  const gone = !alert && !station;
  useEffect(() => {
    if (gone) close.current();
  }, [gone]);
  if (gone) return null;
  return (
    <section
      className="panel"
      ref={ref}
      role="dialog"
      aria-modal="false"
      aria-label={alert?.text.title ?? station?.device.name}
    >
      {alert && <AlertPanel key={alert.id} alert={alert} {...props} />}
      {station && (
        <StationPanel
          key={station.device.id}
          station={station}
          metric={opened.kind === 'station' ? opened.metric : undefined}
          {...props}
        />
      )}
    </section>
  );
}
