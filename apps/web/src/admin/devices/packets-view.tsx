import type { Device, DeviceEvent, DeviceStatus, Reading, Refusal } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Severity } from '../../ui/severity.js';
import { Table } from '../../ui/table.js';
import { Way } from '../../ui/way.js';
import { useAsk } from '../data/ask.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { PacketText } from '../parts/packet-text.js';
import { Exactly } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import { reasonIn } from '../unrecognised/reason-words.js';
import { AnswerItem, type CommandAnswer, DecodedItem } from './decoded-item.js';
import { useDeviceWords } from './words.js';

export interface SeenPacket {
  account: string;
  topic: string;
  received: number;
  size: number;
  payload: string;
  encoding: 'utf8' | 'base64';
  decoded: (Reading | DeviceEvent | DeviceStatus)[];
  answer?: CommandAnswer;
  problem?: { id: string; kind: string; reason: string };
}

const EVERY_MS = 10_000;
const SHOWN_BYTES = 16_384;

/** The last packets as they came beside what was read, and what was refused. */
export function PacketsView({ device }: { device: Device }) {
  const t = useDeviceWords();
  const answer = useAsk<{ packets: SeenPacket[]; since?: number }>(
    `/api/devices/${encodeURIComponent(device.id)}/packets?limit=20`,
    EVERY_MS,
  );
  return (
    <>
      <Box title={t.packets} right={<span className="meta">{t.packetsLead}</span>}>
        <Answered answer={answer}>
          {({ packets, since }) =>
            packets.length === 0 ? (
              <p className="meta">
                {t.noPackets}. {since === undefined ? t.noPacketsAll : null}
              </p>
            ) : (
              <ol className="packets">
                {packets.map((packet, i) => (
                  <Packet key={`${packet.received}-${i}`} packet={packet} />
                ))}
              </ol>
            )
          }
        </Answered>
      </Box>
      <Refusals account={device.gateway ?? device.id} />
    </>
  );
}

function Packet({ packet }: { packet: SeenPacket }) {
  const t = useDeviceWords();
  const lang = useLang();
  const { received, topic, payload, encoding, size, decoded, answer, problem } = packet;
  return (
    <li>
      <div className="packet-head">
        <Exactly at={received} />
        <code>{topic}</code>
        <span className="meta num">
          {t.size(String(size))}
          {encoding === 'base64' && ` · ${t.base64}`}
          {size > SHOWN_BYTES && ` · ${t.cut}`}
        </span>
      </div>
      <div className="packet-sides">
        <section aria-label={t.raw}>
          <PacketText text={payload} />
        </section>
        <section aria-label={t.read} className="packet-read">
          {decoded.map((item, i) => (
            <DecodedItem key={i} item={item} />
          ))}
          {answer && <AnswerItem answer={answer} />}
          {decoded.length === 0 && !answer && !problem && <p className="meta">{t.nothingRead}</p>}
          {problem && (
            <div className="packet-problem">
              <Severity kind="watch" />
              <div>
                <p>{reasonIn(problem.reason, lang)}</p>
                {problem.kind === 'unrecognised' && (
                  <Way href={hrefOf('unrecognised', [problem.id])}>{t.openLetter}</Way>
                )}
              </div>
            </div>
          )}
        </section>
      </div>
    </li>
  );
}

function Refusals({ account }: { account: string }) {
  const t = useDeviceWords();
  const answer = useAsk<{ refusals: (Refusal & { words: string })[] }>(
    `/api/refusals?account=${encodeURIComponent(account)}&limit=20`,
    EVERY_MS,
  );
  return (
    <Box title={t.refusals} right={<span className="meta">{t.refusalsLead}</span>}>
      <Answered answer={answer}>
        {({ refusals }) => (
          <Table
            caption={t.refusals}
            rows={refusals}
            keyOf={({ reason, first }) => `${reason} ${first}`}
            empty={<p className="meta">{t.noRefusals}</p>}
            columns={[
              { id: 'reason', head: t.reason, cell: ({ words }) => words },
              { id: 'last', head: t.last, num: true, cell: ({ last }) => <Exactly at={last} /> },
              { id: 'count', head: t.times, num: true, cell: ({ count }) => count },
              { id: 'address', head: t.from, num: true, cell: ({ address }) => address },
              { id: 'detail', head: t.detail, cell: ({ detail }) => detail && <code>{detail}</code> },
            ]}
          />
        )}
      </Answered>
    </Box>
  );
}
