import { type BroadcastTemplate, filledIn, inForce } from '#hub/contracts';
import { useState } from 'react';
import { askAgain } from '../admin/data/ask.js';
import { useSend } from '../admin/data/send.js';
import { Answered } from '../admin/parts/answered.js';
import { Failed } from '../admin/parts/failed.js';
import { postJson, sendJson } from '../live/rest.js';
import { mayEverywhere } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { Button } from '../ui/button.js';
import { say } from '../ui/toast.js';
import { AirTemplate } from './air-template.js';
import { type BroadcastsAnswer, TEMPLATES_API, useTemplates } from './data.js';
import { WriteTemplate } from './write-template.js';
import { useBroadcastWords } from './words.js';

/** Texts of emergencies: those that may be aired at once, and those that wait for their own approval. */
export function Templates({ known, incident }: { known: BroadcastsAnswer; incident: string | undefined }) {
  const t = useBroadcastWords();
  const me = useMe();
  const answer = useTemplates();
  const sending = useSend();
  const [airing, setAiring] = useState<BroadcastTemplate>();
  const [writing, setWriting] = useState<BroadcastTemplate | 'new'>();
  const mayWrite = mayEverywhere(me, 'broadcasts.write');
  const mayApprove = mayEverywhere(me, 'broadcasts.approve');
  const change = (act: () => Promise<unknown>, done: string) =>
    sending.run(async () => {
      try {
        await act();
        say(done);
      } finally {
        askAgain(TEMPLATES_API);
      }
    });
  return (
    <section className="broadcast-part" aria-labelledby="templates-title">
      <h2 id="templates-title">{t.templates}</h2>
      <p className="meta">{t.templatesLead}</p>
      <Failed error={sending.failed} />
      <Answered answer={answer}>
        {({ templates }) => {
          const ready = inForce(templates);
          const waiting = templates.filter(
            (one) => !one.approved && !one.withdrawn && one.version === newestOf(templates, one.id),
          );
          return (
            <>
              {ready.length === 0 && <p>{t.templatesNone}</p>}
              <ul className="templates">
                {ready.map((one) => (
                  <li key={one.id}>
                    <TemplateText template={one} />
                    <span className="template-deeds">
                      <Button kind="danger" icon="sound" onClick={() => setAiring(one)}>
                        {t.airNow}
                      </Button>
                      {mayWrite && (
                        <Button kind="quiet" icon="edit" onClick={() => setWriting(one)}>
                          {t.edit}
                        </Button>
                      )}
                      {mayApprove && (
                        <Button
                          kind="quiet"
                          onClick={() =>
                            void change(() => sendJson('DELETE', `${TEMPLATES_API}/${one.id}`), t.withdraw)
                          }
                        >
                          {t.withdraw}
                        </Button>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
              {waiting.length > 0 && <h3>{t.templatesWait}</h3>}
              <ul className="templates">
                {waiting.map((one) => (
                  <li key={one.id}>
                    <TemplateText template={one} />
                    {mayApprove && (
                      <span className="template-deeds">
                        <Button
                          kind="go"
                          icon="check"
                          onClick={() =>
                            void change(
                              () => postJson(`${TEMPLATES_API}/${one.id}/approve`, { version: one.version }),
                              t.templateApproved,
                            )
                          }
                        >
                          {t.approveTemplate}
                        </Button>
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Answered>
      {mayWrite && (
        <Button icon="add" onClick={() => setWriting('new')}>
          {t.newTemplate}
        </Button>
      )}
      {airing && (
        <AirTemplate template={airing} known={known} incident={incident} onClose={() => setAiring(undefined)} />
      )}
      {writing && (
        <WriteTemplate template={writing === 'new' ? undefined : writing} onClose={() => setWriting(undefined)} />
      )}
    </section>
  );
}

const newestOf = (all: readonly BroadcastTemplate[], id: string): number =>
  Math.max(...all.flatMap((one) => (one.id === id ? [one.version] : [])));

function TemplateText({ template }: { template: BroadcastTemplate }) {
  const t = useBroadcastWords();
  const { title, version, text, approved } = template;
  return (
    <div>
      <b>{title}</b> <span className="meta">{[t.version(version), approved?.by].filter(Boolean).join(' · ')}</span>
      <p lang="vi">{filledIn(text, { place: `[${t.place}]`, time: `[${t.time}]` })}</p>
    </div>
  );
}
