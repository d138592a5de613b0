// Reads a citation graph with texts from a node file and an edge file.
//
// Nodes: JSON lines or a JSON array of { id, title, abstract or text, label, topics, year }; CSV or TSV with a header of those
// names; the bag of words that Cora and CiteSeer are published as (id, then 0 or 1 per word, then label, by tabs); or
// bare texts, one a line, with the line's number from 0 as id (as HepTh). Topics are a list, or a text with semicolons.
// Labels may stand in a file of their own: two columns of id and label, or a label a line in the order of the nodes.
// Edges: two ids a line, by tab, comma or blanks, with or without a header, or JSON lines of { from, to }. The first
// cites the second, unless `isCitedFirst`. Citations of papers that are not there are counted and left out.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';

const NAMES = {
  id: ['id', 'paper_id', 'paperid', 'node_id', 'node'],
  title: ['title'],
  abstract: ['abstract', 'text', 'content', 'abs'],
  label: ['label', 'class', 'category', 'y'],
  topics: ['topics', 'keywords'],
  year: ['year', 'published'],
  from: ['from', 'source', 'citing', 'src'],
  to: ['to', 'target', 'cited', 'dst'],
};

/** @returns papers `{ id, title, abstract, label, topics, year }` and citations as pairs of indexes into them, each once */
export function readGraph(nodePath, edgePath, { isCitedFirst = false, labelPath } = {}) {
  const unlabelled = readPapers(nodePath);
  const papers = labelPath === undefined ? unlabelled : labelled(unlabelled, labelPath);
  const indexOf = new Map(papers.map(({ id }, index) => [id, index]));
  const seen = new Set();
  const citations = [];
  let unknown = 0;
  const pairs = readPairs(edgePath);
  for (const pair of pairs) {
    const [from, to] = (isCitedFirst ? [...pair].reverse() : pair).map((id) => indexOf.get(id));
    if (from === undefined || to === undefined) unknown += 1;
    else if (from !== to && !seen.has(`${from} ${to}`)) {
      seen.add(`${from} ${to}`);
      citations.push([from, to]);
    }
  }
  if (citations.length === 0)
    throw new Error(
      `${basename(edgePath)}: none of its ${pairs.length} lines joins two papers of ${basename(nodePath)}. ` +
        'Its ids must be those of the node file.',
    );
  return { papers, citations, unknown };
}

function readPapers(path) {
  const lines = linesOf(path);
  const rows =
    rowsOf(path, lines) ?? bagsOfWords(path, lines) ?? lines.map(({ text, number }) => bareText(text, number));
  const lineOf = new Map();
  return rows.map(({ row, number }) => {
    const paper = {
      id: textOf(pick(row, 'id')),
      title: textOf(pick(row, 'title')),
      abstract: textOf(pick(row, 'abstract')),
      label: textOf(pick(row, 'label')) || null,
      topics: topicsOf(pick(row, 'topics')),
      year: yearOf(pick(row, 'year')),
    };
    if (!paper.id) throw problem(path, number, 'has no id. Each paper needs one, in a column or field "id".');
    if (!paper.title && !paper.abstract)
      throw problem(path, number, 'has neither a title nor an abstract (columns "title", "abstract" or "text").');
    const before = lineOf.get(paper.id);
    if (before) throw problem(path, number, `gives the id "${paper.id}" again, after line ${before}. Ids are unique.`);
    lineOf.set(paper.id, number);
    return paper;
  });
}

function labelled(papers, path) {
  const lines = linesOf(path).map(({ text, number }) => ({ cells: text.split(/[\s,]+/), number }));
  if (lines.every(({ cells }) => cells.length === 1)) {
    if (lines.length !== papers.length)
      throw new Error(
        `${basename(path)} has ${lines.length} labels for ${papers.length} papers; one a line is expected.`,
      );
    return papers.map((paper, index) => ({ ...paper, label: lines[index].cells[0] }));
  }
  const labels = new Map(lines.map(({ cells: [id, ...label] }) => [id, label.join(' ')]));
  const missing = papers.find(({ id }) => !labels.has(id));
  if (missing) throw new Error(`${basename(path)} has no label for the paper "${missing.id}".`);
  return papers.map((paper) => ({ ...paper, label: labels.get(paper.id) }));
}

function readPairs(path) {
  const lines = linesOf(path);
  const rows = rowsOf(path, lines);
  if (rows)
    return rows.map(({ row, number }) => {
      const pair = [textOf(pick(row, 'from')), textOf(pick(row, 'to'))];
      if (!pair[0] || !pair[1]) throw problem(path, number, 'needs "from" and "to".');
      return pair;
    });
  return lines.map(({ text, number }) => {
    const ids = text.includes('\t') ? text.split('\t') : text.includes(',') ? text.split(',') : text.split(/\s+/);
    const [from, to] = ids.map((id) => id.trim());
    if (!from || !to || ids.length > 3)
      throw problem(path, number, 'is not a citation: two ids are expected, by tab, comma or blank.');
    return [from, to];
  });
}

/** JSON, or a table whose first line names columns that we know; null for anything else. */
function rowsOf(path, lines) {
  const [first] = lines;
  if (first.text.startsWith('[')) return arrayOf(path, lines);
  if (first.text.startsWith('{'))
    return lines.map(({ text, number }) => ({ row: lowerKeys(parseJson(path, text, number)), number }));
  const delimiter = first.text.includes('\t') ? '\t' : ',';
  const columns = first.text.split(delimiter).map((name) => name.trim().replace(/^"|"$/g, '').toLowerCase());
  const known = new Set(Object.values(NAMES).flat());
  if (columns.length < 2 || columns.filter((name) => known.has(name)).length < 2) return null;
  return tableOf(path, delimiter, columns);
}

function arrayOf(path, lines) {
  return parseJson(path, lines.map(({ text }) => text).join('\n'), 1).map((row, index) => ({
    row: lowerKeys(row),
    number: index + 1,
  }));
}

function tableOf(path, delimiter, columns) {
  try {
    return parse(readFileSync(path, 'utf8'), {
      delimiter,
      columns,
      from_line: 2,
      bom: true,
      info: true,
      quote: delimiter === ',' ? '"' : null,
      skip_empty_lines: true,
      relax_column_count_less: true,
    }).map(({ record, info }) => ({ row: record, number: info.lines }));
  } catch (error) {
    throw problem(path, error.lines ?? 1, `cannot be read as a table: ${error.message}`);
  }
}

/** `id word… label`, by tabs, each word 0 or 1: the numbers of the words stand for its text. */
function bagsOfWords(path, lines) {
  if (!/^\S+(\t[01])+\t[^\t]+$/.test(lines[0].text)) return null;
  return lines.map(({ text, number }) => {
    const [id, ...rest] = text.split('\t');
    const label = rest.pop();
    const stray = rest.find((value) => value !== '0' && value !== '1');
    if (stray !== undefined) throw problem(path, number, `has "${stray}" among its words: 0 or 1 is expected.`);
    return {
      row: { id, label, text: rest.flatMap((value, word) => (value === '1' ? [`w${word}`] : [])).join(' ') },
      number,
    };
  });
}

/** A line of text without a name; its id is its place from 0. */
function bareText(text, number) {
  return { row: { id: String(number - 1), text }, number };
}

/** The lines that are not blank, with their numbers from 1. */
function linesOf(path) {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((text, index) => ({ text: text.trim(), number: index + 1 }))
    .filter(({ text }) => text !== '');
  if (lines.length === 0) throw new Error(`${basename(path)} is empty.`);
  return lines;
}

function parseJson(path, text, number) {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw problem(path, number, `is not JSON: ${error.message}`);
  }
  throw problem(path, number, 'is not a JSON object.');
}

function lowerKeys(row) {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key.toLowerCase(), value]));
}

function pick(row, field) {
  return NAMES[field].map((name) => row[name]).find((value) => value !== undefined && value !== null);
}

function textOf(value) {
  return value === undefined ? '' : String(value).trim();
}

function topicsOf(value) {
  const names = Array.isArray(value) ? value : textOf(value).split(';');
  return [...new Set(names.map((name) => String(name).trim()).filter((name) => name !== ''))];
}

function yearOf(value) {
  const year = Number(/\b(1[5-9]|20)\d\d\b/.exec(textOf(value))?.[0]);
  return Number.isInteger(year) ? year : null;
}

function problem(path, line, what) {
  return new Error(`${basename(path)}, line ${line}: ${what}`);
}
