import { type ElementType, useEffect, useLayoutEffect, useRef, useState } from 'react';

let fontsLoaded = document.fonts.status === 'loaded';

/** One line of text that shrinks, within reason, rather than being cut; below `least` it ends in an ellipsis. */
export function FitText({
  as: Tag = 'span',
  text,
  className = '',
  least = 0.7,
}: {
  as?: ElementType;
  text: string;
  className?: string;
  least?: number;
}) {
  const ref = useRef<HTMLElement>(null);
  const [, setLoaded] = useState(fontsLoaded);
  useEffect(() => {
    if (fontsLoaded) return;
    void document.fonts.ready.then(() => {
      fontsLoaded = true;
      setLoaded(true);
    });
  }, []);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const shrink = () => {
      element.style.fontSize = '';
      const room = element.clientWidth;
      if (element.scrollWidth <= room || room === 0) return;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      element.style.fontSize = `${size * Math.max(least, (room / element.scrollWidth) * 0.995)}px`;
    };
    shrink();
    const observer = new ResizeObserver(shrink);
    observer.observe(element.parentElement ?? element);
    return () => observer.disconnect();
  });
  return (
    <Tag ref={ref} className={`fit ${className}`}>
      {text}
    </Tag>
  );
}
