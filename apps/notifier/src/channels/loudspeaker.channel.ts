import type { Registry } from '#hub/registry';
import type { Channel, Outcome, Outgoing } from './channel.js';
import { askByTemplate, type HttpTemplate, isKeyed } from './http-template.js';

/**
 * IP loudspeakers by their vendor's HTTP interface: a text that it reads aloud, or the address of a recording, for some of
 * its zones. That it takes it does not mean that it is heard: it may say so at an address that nobody else can guess.
 */
export class LoudspeakerChannel implements Channel {
  readonly name = 'loudspeaker';
  readonly patienceMs = 10 * 60_000;
  readonly repeats;

  constructor(
    private readonly registry: Pick<Registry, 'pushKeys'>,
    private readonly say: HttpTemplate,
    private readonly hush: HttpTemplate | undefined,
    private readonly publicUrl: string,
  ) {
    this.repeats = isKeyed(say) ? ('keyed' as const) : ('doubles' as const);
  }

  async send({ speech, words, key, urgent }: Outgoing, signal: AbortSignal): Promise<Outcome> {
    if (!speech) return { outcome: 'refused', reason: 'loa chỉ phát tin đã được duyệt' };
    const zones = { zones: speech.zones.join(','), zonesJson: JSON.stringify(speech.zones) };
    if (speech.stops !== undefined) {
      if (!this.hush) return { outcome: 'refused', reason: 'loa không nhận lệnh dừng' };
      return askByTemplate(this.hush, { ...zones, key: speech.stops }, signal, { idempotency: key });
    }
    const values = {
      ...{ ...zones, text: words.voice, key, seconds: String(speech.seconds) },
      audio: speech.recording === undefined ? '' : `${this.publicUrl}/api/recordings/${speech.recording}`,
      callback: `${this.publicUrl}/api/loudspeakers/${await this.registry.pushKeys.tokenOf(key)}`,
      urgency: urgent ? 'emergency' : 'ordinary',
    };
    return askByTemplate(this.say, values, signal);
  }
}
