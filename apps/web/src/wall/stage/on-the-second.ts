/** Tells the time now and then every `everyMs`, on the second so that clocks do not stutter. */
export function onTheSecond(now: () => number, everyMs: number, listener: (now: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const tick = () => {
    const time = now();
    listener(time);
    timer = setTimeout(tick, everyMs - (time % everyMs) + 5);
  };
  tick();
  return () => clearTimeout(timer);
}
