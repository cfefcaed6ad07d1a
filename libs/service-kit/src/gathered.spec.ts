import { expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

it('asks once for what comes together, and answers each', async () => {
  const asked: number[][] = [];
  const gathered = new Gathered<number, string>((numbers) => {
    asked.push(numbers);
    return Promise.resolve(numbers.map((n) => `${n}`));
  }, 3);
  const answers = await Promise.all([1, 2, 3, 4].map((n) => gathered.one(n)));
  expect(answers).toEqual(['1', '2', '3', '4']);
  expect(asked).toEqual([[1, 2, 3], [4]]);
});

it('fails those that were asked for together, and goes on', async () => {
  let times = 0;
  const gathered = new Gathered<number, number>((numbers) =>
    ++times === 1 ? Promise.reject(new Error('away')) : Promise.resolve(numbers),
  );
  const [one, two] = [gathered.one(1), gathered.one(2)];
  await expect(one).rejects.toThrow('away');
  await expect(two).rejects.toThrow('away');
  expect(await gathered.one(3)).toBe(3);
});
