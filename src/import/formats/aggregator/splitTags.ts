/** Tags that aggregators of AI news use, beside the words of the page itself. */
const COMMON_TAGS: ReadonlySet<string> = new Set(
  `agent agents agentic alignment analysis announce assistant availability benchmark business chatbot claude code company
  component country dataset deployment emergent ethics evaluation feature frontier funding gemini generation global
  government hardware inference innovation insights integration interpretability investment language launch learning llama
  llm market million mistral model models multimodal network neural open openai paper perspective platform policy product
  prompt reasoning regulation release report research review revenue robotics robustness safety science security service
  source startup study system technology tool tools training transformer trend update vision world`.split(/\s+/),
);
const MIN_LENGTH = 3;
const MAX_LENGTH = 24;

/**
 * Takes apart tags that were run together (`modelsafetyemergent`): the cheapest way to cut the text into known tags,
 * words of the page and, where nothing fits, unknown words. Dynamic programming over the cuts, ties to the longer word.
 */
export function splitTags(glued: string, page: string): string[] {
  if (glued === '') return [];
  // The page without the glued words themselves, which are no evidence of where to cut.
  const known = new Set(
    page
      .replaceAll(glued, ' ')
      .toLowerCase()
      .match(/\p{Ll}{4,24}/gu),
  );
  const best: { readonly cost: number; readonly words: readonly string[] }[] = [{ cost: 0, words: [] }];
  for (let end = 1; end <= glued.length; end++) {
    let cheapest = { cost: Infinity, words: [] as readonly string[] };
    for (let start = Math.max(0, end - MAX_LENGTH); start <= end - MIN_LENGTH; start++) {
      const before = best[start];
      if (!before || before.cost === Infinity) continue;
      const word = glued.slice(start, end);
      const cost = before.cost + costOf(word, known);
      if (cost < cheapest.cost) cheapest = { cost, words: [...before.words, word] };
    }
    best.push(cheapest);
  }
  const { words } = best[glued.length] ?? { words: [] };
  return words.length > 0 ? [...words] : [glued];
}

function costOf(word: string, known: ReadonlySet<string>): number {
  if (COMMON_TAGS.has(word)) return 1;
  return known.has(word) ? 1.5 : 3 + word.length / 4;
}
