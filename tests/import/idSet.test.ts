import { IdSet } from '../../src/import/plan/idSet';

it('remembers every id that was added and no other, however many there are', () => {
  const ids = new IdSet();
  const count = 50_000;
  for (let n = 0; n < count; n++) ids.add(`paper:arxiv.2101.${n}`);
  for (let n = 0; n < count; n += 7) ids.add(`paper:arxiv.2101.${n}`);
  const wrong: string[] = [];
  for (let n = 0; n < count; n++) {
    if (!ids.has(`paper:arxiv.2101.${n}`)) wrong.push(`lost ${n}`);
    if (ids.has(`paper:arxiv.2102.${n}`)) wrong.push(`invented ${n}`);
  }
  expect(wrong).toEqual([]);
});

it('tells ids apart that differ in one character, or in order alone', () => {
  const ids = new IdSet();
  ids.add('author:ab');
  expect(['author:ab', 'author:ba', 'author:abb', 'author:a', '', 'Author:ab'].map((id) => ids.has(id))).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
