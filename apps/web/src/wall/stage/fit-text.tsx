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
    const words = document.createRange();
    words.selectNodeContents(element);
    const shrink = () => {
      element.style.fontSize = '';
      // rounded widths hide the half pixel that already costs the last letters
      const room = element.getBoundingClientRect().width;
      const need =
        element.scrollWidth > element.clientWidth ? element.scrollWidth : words.getBoundingClientRect().width;
      if (need <= room || room === 0) return;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      element.style.fontSize = `${size * Math.max(least, (room / need) * 0.99)}px`;
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
