import { useLayoutEffect, useRef } from 'react';

/** Text in the room that is left: as many whole lines as fit there, then an ellipsis; no line is cut through. */
export function WholeLines({ className, text }: { className: string; text: string }) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const room = ref.current!;
    const lines = room.firstElementChild as HTMLElement;
    const clamp = () => {
      const fit = Math.floor(room.clientHeight / Number.parseFloat(getComputedStyle(lines).lineHeight));
      lines.style.display = fit > 0 ? '' : 'none';
      lines.style.webkitLineClamp = String(fit);
    };
    clamp();
    const observer = new ResizeObserver(clamp);
    observer.observe(room);
    return () => observer.disconnect();
  }, [text]);
  return (
    <div className={className} ref={ref}>
      <p>{text}</p>
    </div>
  );
}
