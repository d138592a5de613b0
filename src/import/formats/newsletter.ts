import { htmlToText } from './syntax/htmlToText';
import type { Format } from '../record';
import { isAlignmentNewsletter, isHtml, readIssue } from './newsletter/readIssue';
import { withoutSite } from './newsletter/issueHead';
import { newsletterNamed, parseIssueTitle, parseNumberedTitle } from './newsletter/newsletterNames';
import { readWhole } from './syntax/wholeText';

/** No issue comes near it. */
const MAX_LENGTH = 8 * 1024 * 1024;

/** An issue of the Alignment Newsletter, or of one written in its manner: items with authors and who summarised them. */
export const alignmentNewsletter: Format = {
  name: 'alignment-newsletter',
  description: 'Issue of the Alignment Newsletter, HTML or Markdown',
  detect: (head) => (isAlignmentNewsletter(head) && !isAnswerOrFeed(head) ? 0.95 : 0),
  read: readOneIssue,
};

/** An issue of any newsletter in the layouts of Substack, forums and show notes. */
export const newsletter: Format = {
  name: 'newsletter',
  description: 'Newsletter issue: HTML page, Markdown or text as Substack, forums and podcasts publish it',
  detect(head) {
    if (isAnswerOrFeed(head)) return 0;
    const beginning = head.slice(0, 6_000);
    const titles = isHtml(head) ? titlesOfPage(head) : [];
    const lines = beginning.split('\n', 60);
    const isTitled = [...lines, ...titles].some((line) => parseIssueTitle(titleIn(line)) !== null);
    if (isTitled || /\b\d{1,4}(?:st|nd|rd|th) issue of the [^.!?\n]{0,60}newsletter/i.test(beginning)) return 0.8;
    if (isGreetingOfKnown(beginning)) return 0.65;
    // Links below a numbered title are an issue's: a list of readings is not numbered.
    const first = lines.find((line) => /\w/.test(line)) ?? '';
    const isNumbered = !isHtml(head) && parseNumberedTitle(titleIn(first)) !== null;
    if (isNumbered && /https?:\/\//.test(beginning)) return 0.65;
    if (/first published:/i.test(beginning) && /source:/i.test(beginning) && isHtml(head)) return 0.7;
    return isHtml(head) && /newsletter/i.test(beginning) ? 0.4 : 0;
  },
  read: readOneIssue,
};

function titleIn(line: string): string {
  return withoutSite(line.replace(/^title:\s{0,5}["']?/i, '').replace(/["']$/, ''));
}

/** `Welcome to the AI Safety Newsletter by …`, where a copy has lost title and number. */
function isGreetingOfKnown(text: string): boolean {
  const name = /^\s{0,10}welcome to (?:the )?((?:[\p{L}\p{N}&'’-]{1,30} ){1,5}newsletter)\b/imu.exec(text)?.[1];
  return name !== undefined && newsletterNamed(name).url !== undefined;
}

async function* readOneIssue({
  file,
  text,
}: Parameters<Format['read']>[0]): ReturnType<Format['read']> & AsyncGenerator {
  const whole = await readWhole(text, MAX_LENGTH);
  if (whole === null) yield { at: { file }, reason: 'An issue has at most 8 MB; this is something else, or several.' };
  else yield readIssue(file, whole);
}

/** What a page calls itself, however far from its beginning and on whichever line. */
function titlesOfPage(head: string): string[] {
  const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(head)?.[1];
  const shared = /<meta\b[^>]{0,200}\bog:title["'][^>]{0,200}?\bcontent=["']([^"']{1,300})/i.exec(head)?.[1];
  const heading = /<h1\b[^>]{0,500}>([^]{1,600}?)<\/h1>/i.exec(head)?.[1];
  return [title, shared, heading].flatMap((each) => (each === undefined ? [] : [htmlToText(each)]));
}

/** JSON, XML and comma-separated files may hold issues' texts within them. */
function isAnswerOrFeed(head: string): boolean {
  return /^\s*(?:[{[]\s*["{[\]}]|<\?xml|<rss\b|<feed\b|<rdf:RDF\b|interactions:)/.test(head.slice(0, 2_000));
}
