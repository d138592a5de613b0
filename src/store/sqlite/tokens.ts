/**
 * A word or stem as FTS5 indexes it: itself where it is ASCII, else `_` and its UTF-8 bytes in hexadecimal, so that the
 * engine's tokenizer has nothing to decide. A prefix of a word gives a prefix of its token.
 */
function toToken(word: string): string {
  return /^[a-z0-9]*$/.test(word) ? word : `_${Buffer.from(word).toString('hex')}`;
}

/** Words joined by single blanks, each as its token. */
export function toTokens(words: string): string {
  return /^[a-z0-9 ]*$/.test(words) ? words : words.split(' ').map(toToken).join(' ');
}

/** An FTS5 query for words that all or any must occur, each as one of its stems. Quoted, so that none is read as an operator. */
export function toMatchExpression(words: readonly (readonly string[])[], mode: 'ALL' | 'ANY'): string {
  const conditions = words.map((stems) => {
    const either = stems.map((stem) => `"${toToken(stem)}"`).join(' OR ');
    return stems.length > 1 ? `(${either})` : either;
  });
  return conditions.join(mode === 'ALL' ? ' AND ' : ' OR ');
}

/** An FTS5 query for names that have, for each prefix, a word that starts with it. */
export function toPrefixExpression(prefixes: readonly string[]): string {
  return prefixes.map((prefix) => `"${toToken(prefix)}" *`).join(' AND ');
}
