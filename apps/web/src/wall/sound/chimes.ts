import type { Sound } from './sound-schedule.js';

interface Tone {
  /** Hertz; seconds after the start and long. */
  pitch: number;
  at: number;
  length: number;
  loudness: number;
}
const TONES: Record<Sound, Tone[]> = {
  emergency: [
    { pitch: 880, at: 0, length: 0.45, loudness: 0.9 },
    { pitch: 659, at: 0.5, length: 0.6, loudness: 0.9 },
  ],
  warning: [
    { pitch: 784, at: 0, length: 0.5, loudness: 0.5 },
    { pitch: 1046, at: 0.18, length: 0.7, loudness: 0.4 },
  ],
  watch: [{ pitch: 587, at: 0, length: 0.6, loudness: 0.15 }],
};

export interface Chimes {
  play(sound: Sound): void;
  /** The browser wants a key or a click first. */
  blocked(): boolean;
  /** Call from a key or click. */
  unblock(): void;
  stop(): void;
}

/** Tones by WebAudio: nothing to load, nothing to fail. */
export function createChimes(): Chimes {
  const context = new AudioContext();
  return {
    play(sound) {
      // a stopped context would keep every tone and play them all at once later
      if (context.state !== 'running') {
        void context.resume().catch(() => undefined);
        return;
      }
      for (const tone of TONES[sound]) {
        const start = context.currentTime + 0.02 + tone.at;
        const oscillator = context.createOscillator();
        const gain = context.createGain();
        oscillator.type = 'triangle';
        oscillator.frequency.value = tone.pitch;
        gain.gain.setValueAtTime(0, start);
        gain.gain.linearRampToValueAtTime(tone.loudness, start + 0.015);
        gain.gain.exponentialRampToValueAtTime(0.001, start + tone.length);
        oscillator.connect(gain).connect(context.destination);
        oscillator.start(start);
        oscillator.stop(start + tone.length + 0.05);
      }
    },
    blocked: () => context.state !== 'running',
    unblock: () => void context.resume().catch(() => undefined),
    stop: () => void context.close().catch(() => undefined),
  };
}
