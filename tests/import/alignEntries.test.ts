import { alignEntries, type Account } from '../../src/import/plan/alignEntries';
import type { NodeId } from '../../src/model/ids';

/** `title` or `title=article` or `=article` or '' for an entry of which nothing is known. */
function account(source: string, ...entries: string[]): Account {
  return {
    source: source as NodeId,
    entries: entries.map((text, index) => {
      const [title, article] = text.split('=');
      return {
        key: `${source}${index + 1}`,
        title: title === '' ? undefined : title,
        articles: article === undefined ? [] : [article as NodeId],
      };
    }),
  };
}

function keysOf(shown: Account, told: Account): readonly string[] | undefined {
  return alignEntries([shown, told]).get(told.source);
}

it('pairs entries of accounts of equal length in order, when nothing else is known', () => {
  expect(keysOf(account('a', 'One=x', 'Two=y', ''), account('b', '', '', ''))).toEqual(['a1', 'a2', 'a3']);
});

it('pairs by article before title, and by title before place', () => {
  expect(keysOf(account('a', 'One=x', 'Two=y'), account('b', 'Deux=y', 'Un=x'))).toEqual(['a2', 'a1']);
  expect(keysOf(account('a', 'One', 'Two', 'Three'), account('b', 'two', 'THREE!'))).toEqual(['a2', 'a3']);
});

it('pairs between two anchors only where both accounts have equally many entries', () => {
  const shown = account('a', 'One', '', '', 'Four', '');
  expect(keysOf(shown, account('b', 'One', '', '', 'Four', ''))).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
  expect(keysOf(shown, account('b', 'One', '', 'Four', ''))).toEqual(['a1', 'b/b2', 'a4', 'a5']);
});

it('does not pair what is known to differ', () => {
  expect(keysOf(account('a', 'One=x', ''), account('b', 'Other=z', ''))).toEqual(['b/b1', 'a2']);
});

it('takes a shortened title for the title', () => {
  expect(keysOf(account('a', 'OpenOOD: a benchmark=x'), account('b', 'OpenOOD'))).toEqual(['a1']);
});

it('gives no entry of the shown account away twice', () => {
  expect(keysOf(account('a', 'Reframing impact'), account('b', 'Reframing impact', 'Reframing impact'))).toEqual([
    'a1',
    'b/b2',
  ]);
});
