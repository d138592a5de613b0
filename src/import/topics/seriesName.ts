/** Up to where the next part of a title begins: `Improving debate (Alignment Newsletter #86)`, `Debate - Alignment Digest 86`. */
const NAME = String.raw`(?:(?! [-–—] )[^|:()[\]]){0,80}`;
const MARK = String.raw`(?:#|\b(?:no|nr|vol)\b\.?|\b(?:issue|episode)\b)\s?#?`;
/** `AI Alignment Podcast: `, `Alignment Newsletter #84`: what calls itself a series, before all else. */
const CALLED_SERIES =
  /^(?:\p{Lu}[\p{L}\p{N}&'’-]{0,30} ){0,6}(?:Newsletter|Podcast|Digest)(?:,? (?:#|Issue |Episode )?\d{1,4})?\s?(?::|[-–—]\s|$)/u;

/**
 * A title without the name of the series that its article is one of: that name is no subject of the article. Where the
 * article's number is known, the name is what the number stands behind.
 */
export function withoutSeriesName(title: string, number?: number): string {
  if (number === undefined) return title.replace(CALLED_SERIES, '');
  const [named] = [MARK, ''].map((mark) => nameWithNumber(mark, number)).filter((name) => name.test(title));
  return title.replace(named ?? CALLED_SERIES, '');
}

/** `Alignment Newsletter #16`, `AN #151]`, `Import AI: Issue 38`; no number that is a part of a word or of another number. */
function nameWithNumber(mark: string, number: number): RegExp {
  return new RegExp(
    String.raw`${NAME}[\s,:|(–—-]{0,3}${mark}(?<![\p{L}\p{N}.-])0*${number}(?![\p{L}\p{N}]|[.,]\d)[\])]?`,
    'iu',
  );
}
