import { inAmerican, spellingsOf } from '../../src/model/spelling';
import { stemsOfWords } from '../../src/model/text';

it.each([
  ['behaviour', 'behavior'],
  ['misbehaviours', 'misbehaviors'],
  ['unfavourable', 'unfavorable'],
  ['neighbourhood', 'neighborhood'],
  ['colour', 'color'],
  ['optimisation', 'optimization'],
  ['generalises', 'generalizes'],
  ['organisational', 'organizational'],
  ['analysing', 'analyzing'],
  ['defences', 'defenses'],
  ['dialogues', 'dialogs'],
  ['centred', 'centered'],
  ['centring', 'centering'],
  ['centres', 'centers'],
  ['catalogued', 'cataloged'],
  ['organisationally', 'organizationally'],
])('%s and %s are two spellings of one word', (british, american) => {
  expect(inAmerican(british)).toBe(american);
  expect(inAmerican(american)).toBe(american);
  expect(new Set(spellingsOf(british))).toEqual(new Set([british, american]));
  expect(stemsOfWords(british)).toEqual(stemsOfWords(american));
});

it.each(['rise', 'noise', 'hour', 'four', 'vector', 'prior', 'error', 'basis', 'bias', 'models', 'dial'])(
  '%s is spelled alike',
  (word) => {
    expect(spellingsOf(word)).toEqual([word]);
  },
);

it('a query has each of its words once for all spellings, and no word without a subject', () => {
  expect(stemsOfWords('the behaviour of optimised models')).toEqual([
    ['behavior', 'behaviour'],
    ['optim', 'optimis'],
    ['model'],
  ]);
});
