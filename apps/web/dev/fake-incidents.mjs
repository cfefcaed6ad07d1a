// Incidents of the stand-in hub, made from its alerts, and what people do about them. State `eighty` has as many.
const MINUTE = 60_000;
const CAUSE = { straw: 'fire', fire: 'fire', salinity: 'salinity', silence: 'outage', pm25: 'air' };
const GUIDANCE = {
  vi: {
    causes: ['Đốt gốc rạ sau gặt, hay gặp 15:00–19:00', 'Ít khi: đốt rác, lò gạch'],
    consequence: 'Chiều tối khói sà thấp, che đường, người già và trẻ nhỏ khó thở.',
    response: ['Cử người gần nhất tới xem', 'Xem camera, hỏi trưởng thôn', 'Có lửa: nhắc dập, chụp ảnh, ghi kết quả'],
  },
  en: {
    causes: ['Stubble burnt after the harvest, mostly 15:00–19:00', 'Seldom rubbish or a brick kiln'],
    consequence: 'Towards evening the smoke stays low, hides the road and harms the old and the young.',
    response: [
      'Send whoever is nearest',
      'Look at the cameras, ask the village head',
      'Where it burns: have it put out, take a photo',
    ],
  },
};

export function fakeIncidents({ now, alerts, me }) {
  const over = new Map();
  const said = new Map();
  const incidentOf = (alert) => {
    const { id, severity, state, startedAt, endedAt, text, target, commune, acknowledgement, simulated } = alert;
    const cause = CAUSE[alert.rule] ?? 'level';
    const devices = cause === 'outage' ? 6 : 1;
    return {
      ...{ id: `i-${id}`, commune, cause, scope: { kind: 'device', id: target }, severity, state, startedAt, endedAt },
      ...{ openedAt: startedAt, updatedAt: now(), revision: 1, alerts: [id], lead: id, target, text, acknowledgement },
      ...{ counts: { alerts: devices, open: devices, suppressed: 0, devices }, backdated: false, simulated },
      ...over.get(`i-${id}`),
    };
  };
  const all = () => alerts().map(incidentOf);
  const open = () => all().filter(({ state }) => state !== 'closed');
  const done = () =>
    [1, 2, 3].map((n) => ({
      ...all()[0],
      ...{
        id: `done-${n}`,
        state: 'closed',
        severity: ['watch', 'info', 'warning'][n - 1],
        endedAt: now() - n * 40 * MINUTE,
      },
      verdict: { by: 'Lê Thị Hạnh', at: now() - n * 30 * MINUTE, kind: n === 2 ? 'false' : 'resolved', cause: 'fog' },
    }));
  const notice = (id, name, channel, at, more) => ({
    ...{ id, kind: 'page', channel, name, state: 'delivered', queuedAt: at, sentAt: at, updatedAt: at, ...more },
  });
  const timeline = (incident) => [
    { at: incident.startedAt, change: 'opened' },
    { at: incident.startedAt + 5 * MINUTE, change: 'raised' },
    ...(incident.acknowledgement
      ? [{ at: incident.acknowledgement.at, change: 'acknowledged', ...incident.acknowledgement }]
      : []),
    ...(said.get(incident.id) ?? []),
  ];
  const deed = (incident, what, body) => {
    const by = { by: me().name, person: me().id, at: now() };
    const change = {
      acknowledge: () => ({ state: 'acknowledged', acknowledgement: by }),
      assign: () => ({ assigned: { ...by, to: body.to, name: 'Phạm Văn Lâm' } }),
      shelve: () => ({ shelved: { ...by, until: body.until, reason: body.reason } }),
      unshelve: () => ({ shelved: undefined }),
      false: () => ({ verdict: { ...by, kind: 'false', cause: body.cause } }),
      resolve: () => ({ verdict: { ...by, kind: 'resolved' }, state: 'closed' }),
      comment: () => ({}),
    }[what]();
    over.set(incident.id, { ...over.get(incident.id), ...change, revision: incident.revision + 1 });
    const names = {
      acknowledge: 'acknowledged',
      assign: 'assigned',
      shelve: 'shelved',
      unshelve: 'unshelved',
      false: 'marked-false',
      resolve: 'resolved',
      comment: 'commented',
    };
    said.set(incident.id, [...(said.get(incident.id) ?? []), { ...by, change: names[what], note: body.note }]);
  };
  return {
    open,
    answer(path, method, body, onChanged) {
      if (path === '/api/alert-figures')
        return { perOperatorHour: 2.1, standing: 1, due: 50, takenInTime: 46, opened: 50, markedFalse: 4 };
      if (!path.startsWith('/api/incidents')) return undefined;
      const [, , , id, what] = path.split('/').map(decodeURIComponent);
      if (!id) return { incidents: [...all(), ...done()], total: 3 };
      const incident = [...all(), ...done()].find((one) => one.id === id);
      if (!incident) return undefined;
      if (what === 'assignees')
        return {
          people: [
            { id: 'p-lam', name: 'Phạm Văn Lâm' },
            { id: 'p-khoa', name: 'Nguyễn Đăng Khoa' },
          ],
        };
      if (what === 'notices') {
        const at = incident.startedAt;
        return {
          notices: [
            notice('1', 'Phạm Văn Lâm', 'push', at),
            notice('2', 'Phạm Văn Lâm', 'call', at + 4 * MINUTE, {
              state: 'read',
              deliveredAt: at + 5 * MINUTE,
              reason: 'bấm 1: nhận',
            }),
            notice('3', 'Ngô Tiến Dũng', 'push', at, { state: 'failed', reason: 'máy không trả lời' }),
            notice('4', 'Trần Thị Mận', 'sms', at + MINUTE, { deliveredAt: at + 2 * MINUTE }),
          ],
          escalation: {
            incident: id,
            policy: 'p',
            step: 1,
            at,
            ...(incident.acknowledgement ? { stopped: 'acknowledged' } : { nextAt: now() + 160_000 }),
          },
        };
      }
      if (method === 'POST') {
        deed(incident, what, body);
        onChanged();
        return { incident };
      }
      return {
        incident,
        alerts: alerts().filter(({ id: one }) => incident.alerts.includes(one)),
        timeline: timeline(incident),
        guidance: GUIDANCE,
      };
    },
  };
}
