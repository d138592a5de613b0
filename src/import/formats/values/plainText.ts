import { htmlToText, oneLine } from '../syntax/htmlToText';

/** Elements that registries leave in titles and abstracts, JATS among them, and entities. */
const MARKUP =
  /<\/?(?:jats:)?(?:p|i|b|u|em|strong|sub|sup|scp|span|div|br|h[1-6]|ul|ol|li|a|title|sec|italic|bold|inline-formula|tt|mml:[a-z]{1,20})(?:\s[^<>]{0,500})?\/?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/i;

/** A field that may or may not hold HTML, as text. Without markup it stays as it is: `p<0.05` begins no element. */
export function plainText(written: string): string {
  return MARKUP.test(written) ? htmlToText(written) : oneLine(written);
}
