import { type Channel, type Contact } from '#hub/contracts';
import { useState } from 'react';
import { getJson, sendJson } from '../live/rest.js';
import { FormNotes } from '../session/form-notes.js';
import { useSending } from '../session/use-sending.js';
import { Button } from '../ui/button.js';
import { Checkbox, TextField } from '../ui/field.js';
import { wordsIn } from '../i18n/lang.js';
import { PushHere } from './push-here.js';

const CONTACT = '/api/contact';
/** Ways that reach a person; the others speak to a place or to a program. */
const OWN = ['push', 'call', 'sms', 'zalo', 'email'] as const satisfies Channel[];
/** What the hub takes where nobody said anything. */
const USUAL_QUIET = { from: '21:30', to: '05:30' };

const useWords = wordsIn(
  {
    title: 'Cách báo cho tôi',
    lead: 'Việc khẩn cấp và lúc đang trực luôn được báo, mọi giờ.',
    change: 'Đổi cách báo',
    channels: {
      push: 'Thông báo trên điện thoại',
      call: 'Gọi thoại',
      sms: 'Tin nhắn SMS',
      zalo: 'Zalo',
      email: 'Thư điện tử',
    },
    none: 'Chọn ít nhất một cách, nếu không thì không báo được.',
    email: 'Địa chỉ thư',
    emailMissing: 'Ghi địa chỉ thư, hoặc bỏ chọn thư điện tử.',
    quiet: 'Giờ yên lặng',
    from: 'từ',
    to: 'đến',
    save: 'Lưu cách báo',
    saving: 'Đang lưu…',
    leaveIt: 'Thôi',
  },
  {
    title: 'How I am told',
    lead: 'Emergencies, and what happens while on duty, are told at any hour.',
    change: 'Change how I am told',
    channels: {
      push: 'Notifications on the phone',
      call: 'Calls',
      sms: 'Text messages',
      zalo: 'Zalo',
      email: 'E-mail',
    },
    none: 'Choose one way at least, or nothing can be told.',
    email: 'E-mail address',
    emailMissing: 'Enter the address, or leave e-mail out.',
    quiet: 'Quiet hours',
    from: 'from',
    to: 'to',
    save: 'Save',
    saving: 'Saving…',
    leaveIt: 'Cancel',
  },
);

/** Which ways are open to tell somebody of what happens, and when there is to be quiet. */
export function Told({ onSaved }: { onSaved(): void }) {
  const t = useWords();
  const [known, setKnown] = useState<Contact>();
  const open = useSending({ check: () => ({}), send: async () => setKnown(await getJson<Contact>(CONTACT)) });
  return (
    <section>
      <h2>{t.title}</h2>
      <p className="meta">{t.lead}</p>
      <PushHere />
      {known ? (
        <ContactForm
          known={known}
          onDone={(saved) => {
            setKnown(undefined);
            if (saved) onSaved();
          }}
        />
      ) : (
        <form ref={open.form} onSubmit={open.submit}>
          <FormNotes {...open} />
          <Button type="submit" icon="bell">
            {t.change}
          </Button>
        </form>
      )}
    </section>
  );
}

function ContactForm({ known, onDone }: { known: Contact; onDone(saved: boolean): void }) {
  const t = useWords();
  const [off, setOff] = useState<readonly Channel[]>(known.off);
  const [email, setEmail] = useState(known.email ?? '');
  const [quiet, setQuiet] = useState(known.quiet === undefined ? USUAL_QUIET : known.quiet);
  const sending = useSending({
    check: () => ({
      '': OWN.every((channel) => off.includes(channel)) ? t.none : undefined,
      email: !off.includes('email') && known.email !== undefined && !email.trim() ? t.emailMissing : undefined,
    }),
    async send() {
      const { email: _, ...rest } = known;
      await sendJson('PUT', CONTACT, { ...rest, off, quiet, ...(email.trim() && { email: email.trim() }) });
      onDone(true);
    },
  });
  const toggle = (channel: Channel) =>
    setOff(off.includes(channel) ? off.filter((one) => one !== channel) : [...off, channel]);
  return (
    <form className="form" ref={sending.form} onSubmit={sending.submit} noValidate>
      <FormNotes {...sending} />
      {OWN.map((channel) => (
        <Checkbox
          key={channel}
          label={t.channels[channel]}
          checked={!off.includes(channel)}
          onChange={() => toggle(channel)}
        />
      ))}
      {!off.includes('email') && (
        <TextField
          label={t.email}
          type="email"
          name="email"
          autoComplete="email"
          optional
          value={email}
          error={sending.problems['email']}
          onChange={(event) => setEmail(event.target.value)}
        />
      )}
      <Checkbox
        label={t.quiet}
        checked={quiet !== null}
        onChange={(event) => setQuiet(event.target.checked ? USUAL_QUIET : null)}
      />
      {quiet && (
        <div className="row">
          {(['from', 'to'] as const).map((end) => (
            <TextField
              key={end}
              label={`${t.quiet} ${t[end]}`}
              type="time"
              value={quiet[end]}
              onChange={(event) => event.target.value && setQuiet({ ...quiet, [end]: event.target.value })}
            />
          ))}
        </div>
      )}
      <div className="row">
        <Button type="submit" kind="go" busy={sending.busy && t.saving}>
          {t.save}
        </Button>
        <Button onClick={() => onDone(false)}>{t.leaveIt}</Button>
      </div>
    </form>
  );
}
