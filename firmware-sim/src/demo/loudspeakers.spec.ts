import { expect, it } from '@jest/globals';
import type { Words } from '../scenarios/stage.js';
import { startLoudspeakers } from './loudspeakers.js';

const HAMLETS = [
  { id: 'dong', name: 'Thôn Đông' },
  { id: 'tay', name: 'Thôn Tây' },
];

it('loudspeakers of the demo write down what is heard where', async () => {
  const said: Words[] = [];
  const { settings, stop } = await startLoudspeakers(HAMLETS, (words) => said.push(words));
  const post = (url: string, body: string) => fetch(url, { method: 'POST', body });
  expect(settings['LOUDSPEAKER_ZONES']).toBe('dong=dong,tay=tay');
  const told = { zones: ['dong'], text: 'Mời bà con họp.' };
  expect((await post(settings['LOUDSPEAKER_URL']!, JSON.stringify(told))).status).toBe(200);
  expect((await post(settings['LOUDSPEAKER_STOP_URL']!, JSON.stringify({ zones: ['dong'] }))).status).toBe(200);
  expect((await post(settings['LOUDSPEAKER_URL']!, 'nonsense')).status).toBe(400);
  expect(said.map(({ vi }) => vi)).toEqual(['Loa Thôn Đông: "Mời bà con họp."', 'Loa Thôn Đông dừng']);
  stop();
});
