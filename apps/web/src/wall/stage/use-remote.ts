import { useEffect, useRef } from 'react';
import { nearestInDirection, type Direction, type Place } from './nearest.js';

const ARROWS: Record<string, Direction> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };
const BACK = new Set(['Escape', 'Backspace', 'GoBack', 'BrowserBack']);

/**
 * Keys of a television's remote control: arrows move the focus, OK opens, Back closes. V hides names from visitors, R
 * (or the remote's rewind key) replays the last incident.
 */
export function useRemote(handlers: { onBack(): void; onVisitor(): void; onReplay(): void }): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key === 'Escape' || (!typing && BACK.has(event.key))) {
        event.preventDefault();
        latest.current.onBack();
      } else if (!typing && event.code === 'KeyV' && !event.ctrlKey && !event.metaKey) latest.current.onVisitor();
      else if (!typing && isReplay(event)) latest.current.onReplay();
      else if (ARROWS[event.key] && !(typing && event.key.match(/Left|Right/))) {
        event.preventDefault();
        moveFocus(ARROWS[event.key]!);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

const isReplay = (event: KeyboardEvent) =>
  event.key === 'MediaRewind' || (event.code === 'KeyR' && !event.ctrlKey && !event.metaKey && !event.altKey);

function moveFocus(direction: Direction): void {
  // an open panel keeps the focus within itself
  const scope = document.querySelector('.panel') ?? document;
  const elements = [...scope.querySelectorAll<HTMLElement | SVGElement>('[data-nav]')].filter(
    (element) => !element.closest('[inert]'),
  );
  if (elements.length === 0) return;
  const places = elements.map((element): Place => {
    const box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });
  const at = elements.findIndex((element) => element === document.activeElement);
  // the first arrow goes to what is most urgent
  const first = Math.max(
    0,
    elements.findIndex((element) => element.dataset.nav?.startsWith('alert:')),
  );
  const next = at === -1 ? first : nearestInDirection(places, at, direction);
  if (next !== undefined) elements[next]!.focus();
}
