import type { Channel, Escalation, Incident, Notice } from '#hub/contracts';

/** Where telling people of an incident stands: all that the next step needs. */
export interface KeptEscalation {
  /** As it was last told of. */
  incident: Incident;
  policy: string;
  /** Counts its beginnings: it rose, or came back. */
  run: number;
  /** Counts its repeats. */
  round: number;
  step: number;
  nextAt?: number;
  /** Until then a phone has to confirm one of this step's pushes. */
  confirmAt?: number;
  /** Nobody of this step may be woken: the next one waits for the first who may. */
  rests?: boolean;
  stopped?: NonNullable<Escalation['stopped']>;
  /** Somebody took it: only those who have not looked yet are told again. */
  taken?: boolean;
  /** Who was to be told of it. */
  told: string[];
  /** Those of them who looked, or took it. */
  looked: string[];
  /** The step's notices that were not skipped. */
  stepNotices: string[];
  /** That it ended has been told. */
  endTold?: boolean;
  at: number;
}

/** Simulated matters stay in the hub, but for a drill. */
export const isKeptIn = ({ incident }: Pick<KeptEscalation, 'incident'>): boolean =>
  incident.simulated && incident.drill !== true;

/** A notice that is not over, or whose incident is not. */
export interface KeptNotice {
  notice: Notice;
  /** Makes a sound at night, is not bundled for long, and does not count. */
  urgent: boolean;
  /** Makes no sound. */
  silent: boolean;
  /** Of a drill: it waits for what is real, and nothing real for it. */
  drill?: true;
  /** Counts among the few messages that a person gets a day, where nothing else is in its message. */
  counts: boolean;
  /** Not before. */
  dueAt: number;
  /** Of use before then. */
  by?: number;
  words: Words;
  /** Key of the message that it is in. */
  message?: string;
  /** Of a public message. */
  speech?: Speech;
  /** A siren's: it is a command, and no message. */
  siren?: KeptSiren;
}

/** What loudspeakers are told to say, or to stop saying. */
export interface Speech {
  zones: readonly string[];
  /** Name of a recording that is played instead of the text. */
  recording?: string;
  seconds: number;
  /** Key of the message that is to be stopped. */
  stops?: string;
  /** Not said any more after that: the window is over, or the time that whoever wrote it gave it. */
  until: number;
}

/** What was asked of a siren. */
export interface KeptSiren {
  command: string;
  device: string;
  forMs: number;
  /** Nobody needs to be woken any more. */
  hushed?: boolean;
}

/** One text in the person's language, for every kind of channel. */
export interface Words {
  title: string;
  body: string;
  sms: string;
  voice: string;
  /** Path of its page. */
  url: string;
  /** Where it is, for a line among others. */
  place?: string;
}

/** What is given to a channel as one thing: one or several notices for one contact. */
export interface KeptMessage {
  /** Of its notices: the same in every run. Names it to the provider. */
  key: string;
  channel: Channel;
  person?: string;
  notices: string[];
  words: Words;
  kind: Notice['kind'];
  drill?: true;
  urgent: boolean;
  silent: boolean;
  at: number;
  dueAt: number;
  /** Tried again no longer than until then. */
  deadlineAt: number;
  tries: number;
  speech?: Speech;
  /** Of them, after which nobody knew whether the provider had it. */
  doubts?: number;
  /** `out`: the provider may have it. */
  state: 'ready' | 'out' | 'done';
}

/** Between two tries. While an order to stop waits, somebody hears what nobody is to hear. Milliseconds. */
export const longestGapMs = ({ speech }: Pick<KeptMessage, 'speech'>): number =>
  speech?.stops === undefined ? Number.POSITIVE_INFINITY : 10_000;

/** When a contact, or a whole channel, was last sent something. */
export interface KeptContact {
  lastAt: number;
}

/** A shift whose bell was rung. */
export interface KeptBell {
  /** "date shift". */
  watch: string;
  person: string;
  deputy?: string;
  notice: string;
  /** The deputy is on duty from then on where nobody confirmed. */
  absentAt: number;
}
