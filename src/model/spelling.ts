/** `colour` and `color`, `neighbourhood` and `neighborhood`. Of a list, because `hour`, `vector` and `prior` are spelled alike. */
const OUR =
  `armour behaviour colour demeanour endeavour favour flavour harbour honour humour labour neighbour odour rigour
  rumour saviour tumour vapour vigour`.split(/\s+/);

/** Words that begin in another way in Britain than in America, whatever follows. */
const BEGINNINGS: readonly (readonly [british: string, american: string])[] = [
  ...OUR.map((word) => [word, word.replace('our', 'or')] as const),
  ['artefact', 'artifact'],
  // Longer ones first, because a shorter one begins them.
  ['catalogued', 'cataloged'],
  ['cataloguing', 'cataloging'],
  ['catalogue', 'catalog'],
  ['centred', 'centered'],
  ['centring', 'centering'],
  ['centre', 'center'],
  ['defence', 'defense'],
  ['dialogue', 'dialog'],
  ['judgement', 'judgment'],
  ['licence', 'license'],
  ['offence', 'offense'],
  ['sceptic', 'skeptic'],
];
const TO_AMERICAN = new Map(BEGINNINGS);
const TO_BRITISH = new Map(BEGINNINGS.map(([british, american]) => [american, british]));
const BRITISH_BEGINNING = beginningWith([...TO_AMERICAN.keys()]);
const AMERICAN_BEGINNING = beginningWith([...TO_BRITISH.keys()]);

/** `optimise` and `optimize`, `analysing` and `analyzing`. What is spelled alike becomes a word that there is not: `raized`. */
const ENDING = '(?=(?:e[drs]?|ers|ings?|able|ability|ations?|ational(?:ly)?)$)';
const BRITISH_ENDING = new RegExp(`(?<=[iy])s${ENDING}`);
const AMERICAN_ENDING = new RegExp(`(?<=[iy])z${ENDING}`);
/** Shorter ones, `rise` and `noise`, have no such ending. */
const SHORTEST_WITH_ENDING = 6;

/** A folded word as in America, to compare it with others: `generalisations` as `generalizations`, `behaviour` as `behavior`. */
export function inAmerican(word: string): string {
  const begun = word.replace(BRITISH_BEGINNING, (beginning) => TO_AMERICAN.get(beginning) ?? beginning);
  return word.length < SHORTEST_WITH_ENDING ? begun : begun.replace(BRITISH_ENDING, 'z');
}

function inBritish(word: string): string {
  const begun = word.replace(AMERICAN_BEGINNING, (beginning) => TO_BRITISH.get(beginning) ?? beginning);
  return word.length < SHORTEST_WITH_ENDING ? begun : begun.replace(AMERICAN_ENDING, 's');
}

/** A folded word as it is, as in America and as in Britain: the same texts for each spelling, some of which nobody writes. */
export function spellingsOf(word: string): readonly string[] {
  const american = inAmerican(word);
  return [...new Set([word, american, inBritish(american)])];
}

function beginningWith(words: readonly string[]): RegExp {
  return new RegExp(`(?<=^(?:dis|mis|re|un)?)(?:${words.join('|')})`);
}
