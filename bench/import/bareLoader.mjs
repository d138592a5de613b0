// What a careful person writes by hand to load the same papers into Neo4j: neo4j-driver, one UNWIND … MERGE statement
// for each kind of node and relationship, a thousand papers in a transaction, uniqueness constraints on everything that
// is merged, and a full-text index over titles and abstracts. It checks nothing, finds no duplicate but by the paper's
// id, matches no topics, keeps no sources, counters or lookup keys, and cannot say what changed.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import neo4j from 'neo4j-driver';

const SCHEMA = [
  'CREATE CONSTRAINT bare_paper IF NOT EXISTS FOR (p:BarePaper) REQUIRE p.id IS UNIQUE',
  'CREATE CONSTRAINT bare_doi IF NOT EXISTS FOR (p:BarePaper) REQUIRE p.doi IS UNIQUE',
  'CREATE CONSTRAINT bare_arxiv IF NOT EXISTS FOR (p:BarePaper) REQUIRE p.arxiv IS UNIQUE',
  'CREATE CONSTRAINT bare_author IF NOT EXISTS FOR (a:BareAuthor) REQUIRE a.name IS UNIQUE',
  'CREATE CONSTRAINT bare_topic IF NOT EXISTS FOR (t:BareTopic) REQUIRE t.name IS UNIQUE',
  'CREATE CONSTRAINT bare_venue IF NOT EXISTS FOR (v:BareVenue) REQUIRE v.name IS UNIQUE',
  'CREATE FULLTEXT INDEX bare_text IF NOT EXISTS FOR (p:BarePaper) ON EACH [p.title, p.abstract]',
];

const PAPERS = `
  UNWIND $papers AS row
  MERGE (p:BarePaper {id: row.paperId})
  SET p.title = row.title,
      p.abstract = row.abstract,
      p.publishedOn = row.publicationDate,
      p.doi = row.externalIds.DOI,
      p.arxiv = row.externalIds.ArXiv`;

const AUTHORS = `
  UNWIND $papers AS row
  MATCH (p:BarePaper {id: row.paperId})
  UNWIND range(0, size(row.authors) - 1) AS position
  MERGE (a:BareAuthor {name: row.authors[position].name})
  MERGE (p)-[by:AUTHORED_BY]->(a)
  SET by.position = position + 1`;

const TOPICS = `
  UNWIND $papers AS row
  MATCH (p:BarePaper {id: row.paperId})
  UNWIND row.s2FieldsOfStudy AS field
  MERGE (t:BareTopic {name: field.category})
  MERGE (p)-[about:ABOUT]->(t)
  SET about.weight = 1.0`;

const VENUES = `
  UNWIND $papers AS row
  MATCH (p:BarePaper {id: row.paperId})
  MERGE (v:BareVenue {name: row.venue})
  MERGE (p)-[:PUBLISHED_IN]->(v)`;

const CITATIONS = `
  UNWIND $papers AS row
  MATCH (p:BarePaper {id: row.paperId})
  UNWIND row.references AS reference
  MATCH (cited:BarePaper {id: reference.paperId})
  MERGE (p)-[:CITES]->(cited)`;

const PAPERS_PER_TRANSACTION = 1_000;

/** Loads the file into an empty database and returns the seconds that it took, schema not counted. */
export async function loadBare(file, { uri, user, password, database }) {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const session = driver.session({ database });
  try {
    for (const statement of SCHEMA) await session.run(statement);
    await session.run('CALL db.awaitIndexes(50)');
    const start = performance.now();
    for await (const papers of batchesOf(file))
      await session.executeWrite(async (transaction) => {
        for (const statement of [PAPERS, AUTHORS, TOPICS, VENUES]) await transaction.run(statement, { papers });
      });
    // A paper may cite one that comes later in the file.
    for await (const papers of batchesOf(file))
      await session.executeWrite((transaction) =>
        transaction.run(CITATIONS, {
          papers: papers.map(({ paperId, references }) => ({ paperId, references })),
        }),
      );
    return (performance.now() - start) / 1000;
  } finally {
    await session.close();
    await driver.close();
  }
}

async function* batchesOf(file) {
  let papers = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() === '') continue;
    papers.push(JSON.parse(line));
    if (papers.length < PAPERS_PER_TRANSACTION) continue;
    yield papers;
    papers = [];
  }
  if (papers.length > 0) yield papers;
}
