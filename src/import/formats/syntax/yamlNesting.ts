import { Lexer, Parser } from 'yaml';

/** Collections in collections, as in `jsonValues`. Nobody's file is as deep; readers that call themselves are not asked. */
export const DEEPEST = 500;

/**
 * Whether YAML or JSON is nested deeper than `DEEPEST`. The parser that builds the document calls itself for each level
 * and would end the process; this one keeps a stack of its own.
 */
export function isNestedTooDeeply(text: string): boolean {
  if (!couldBeDeep(text)) return false;
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme));
    if (parser.stack.length > DEEPEST) return true;
  }
  return false;
}

/** A quick look, so that usual files are lexed once: brackets that stay open, or a line that begins far to the right. */
function couldBeDeep(text: string): boolean {
  let [open, deepest, lead] = [0, 0, 0];
  let isLead = true;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === '\n') [lead, isLead] = [0, true];
    else if (isLead && (char === ' ' || char === '-' || char === '?')) lead++;
    else isLead = false;
    if (char === '[' || char === '{') open++;
    else if ((char === ']' || char === '}') && open > 0) open--;
    deepest = Math.max(deepest, open, lead);
  }
  return deepest > DEEPEST;
}
