import { GraphError } from '../../model/errors';
import { ARTICLE_KINDS, SEARCHABLE_KINDS } from '../../model/kinds';
import { RELATIONSHIP_TYPES, type RelationshipType } from '../../model/relationships';
import type { SqliteConnection } from './connection';

/** Relationship types are stored as small numbers: their place in the catalogue's order when they were introduced. */
const TYPE_NUMBERS: Readonly<Record<RelationshipType, number>> = {
  ABOUT: 1,
  SUBTOPIC_OF: 2,
  FEATURES: 3,
  PART_OF: 4,
  CITES: 5,
  AUTHORED_BY: 6,
  PUBLISHED_IN: 7,
  REFERS_TO: 8,
};

export function typeNumber(type: RelationshipType): number {
  return TYPE_NUMBERS[type];
}

const TYPES_BY_NUMBER = new Map(RELATIONSHIP_TYPES.map((type) => [TYPE_NUMBERS[type], type]));

export function typeOfNumber(number: number): RelationshipType {
  const type = TYPES_BY_NUMBER.get(number);
  if (!type) throw new Error(`No relationship type has the number ${number}.`);
  return type;
}

/** Those of the first version, which it was made of. */
const FIRST_TYPES = RELATIONSHIP_TYPES.filter((type) => TYPE_NUMBERS[type] <= TYPE_NUMBERS.PUBLISHED_IN);

const TABLES = `
CREATE TABLE graph (
  revision INTEGER NOT NULL,
  articles INTEGER NOT NULL,      -- how many, and how many terms they have in all: for BM25
  length INTEGER NOT NULL
);
INSERT INTO graph VALUES (0, 0, 0);

CREATE TABLE node (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  subkind TEXT,                   -- resourceKind or topicKind
  sort_name TEXT NOT NULL,
  published_on TEXT NOT NULL,     -- '' when unknown
  popularity INTEGER NOT NULL DEFAULT 0,
  reference_count INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX node_published ON node (kind, published_on, id);
CREATE INDEX node_name ON node (kind, sort_name, id);
CREATE INDEX node_popularity ON node (kind, popularity, id);

CREATE TABLE content (            -- apart from the node, so that walks and counters touch narrow rows only
  n INTEGER PRIMARY KEY,
  facts TEXT NOT NULL,
  claims TEXT NOT NULL,
  terms TEXT NOT NULL
);

CREATE TABLE redirect (
  from_id TEXT PRIMARY KEY,
  to_id TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE lookup (
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  shared INTEGER NOT NULL,
  PRIMARY KEY (key, n)
) WITHOUT ROWID;
CREATE INDEX lookup_node ON lookup (n);
CREATE UNIQUE INDEX lookup_unique ON lookup (key) WHERE shared = 0;

CREATE TABLE relationship (
  r INTEGER PRIMARY KEY,
  type INTEGER NOT NULL,
  from_n INTEGER NOT NULL,
  to_n INTEGER NOT NULL,
  key TEXT NOT NULL,
  weight REAL,
  position INTEGER,
  from_published TEXT NOT NULL,   -- of the node at the start, so that a hub's newest articles are a range of an index
  from_id TEXT NOT NULL,
  facts TEXT NOT NULL,
  claims TEXT NOT NULL
);
CREATE UNIQUE INDEX relationship_out ON relationship (type, from_n, to_n, key);
CREATE INDEX relationship_in ON relationship (type, to_n, from_n, weight, key);
CREATE INDEX relationship_in_published ON relationship (type, to_n, from_published DESC, from_id, key, from_n);

${relationshipOf(FIRST_TYPES)}

CREATE TABLE topic_pair (         -- articles about both, in either order
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  support INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX topic_pair_support ON topic_pair (a, support DESC);

CREATE TABLE relationship_count (
  type INTEGER PRIMARY KEY,
  count INTEGER NOT NULL
);
${FIRST_TYPES.map((type) => `INSERT INTO relationship_count VALUES (${TYPE_NUMBERS[type]}, 0);`).join('\n')}

CREATE TABLE node_count (
  kind TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE term (
  stem TEXT PRIMARY KEY,
  articles INTEGER NOT NULL
) WITHOUT ROWID;

-- Tokens are made by the model; the tokenizer only splits at blanks, because all of them are [a-z0-9_].
CREATE VIRTUAL TABLE text_stems USING fts5 (
  stems, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'"
);
CREATE VIRTUAL TABLE text_names USING fts5 (
  names, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4', tokenize = "ascii tokenchars '_'"
);

${publishedTrigger(FIRST_TYPES)}
`;

/** Counts of articles by month: see topicCounts.ts. */
const MONTH_COUNTS = `
CREATE TABLE article_month (
  month TEXT PRIMARY KEY,
  articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE topic_month (
  topic INTEGER NOT NULL,
  month TEXT NOT NULL,
  articles INTEGER NOT NULL,
  PRIMARY KEY (topic, month)
) WITHOUT ROWID;
CREATE TABLE topic_pair_month (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  month TEXT NOT NULL,
  support INTEGER NOT NULL,
  PRIMARY KEY (a, b, month)
) WITHOUT ROWID;

INSERT INTO article_month
SELECT substr(published_on, 1, 7), count(*)
FROM node WHERE published_on <> '' AND kind IN (${ARTICLE_KINDS.map((kind) => `'${kind}'`).join(', ')}) GROUP BY 1;
INSERT INTO topic_month
SELECT to_n, substr(from_published, 1, 7), count(*)
FROM relationship WHERE type = ${TYPE_NUMBERS.ABOUT} AND from_published <> '' GROUP BY 1, 2;
INSERT INTO topic_pair_month
SELECT one.to_n, other.to_n, substr(one.from_published, 1, 7), count(*)
FROM relationship AS one
JOIN relationship AS other ON other.type = one.type AND other.from_n = one.from_n AND other.to_n > one.to_n
WHERE one.type = ${TYPE_NUMBERS.ABOUT} AND one.from_published <> ''
GROUP BY 1, 2, 3;
`;

/** Citations of works that are not in the graph: a relationship type more. */
const MISSING_WORKS = `
DROP VIEW relationship_of;
${relationshipOf(RELATIONSHIP_TYPES)}
INSERT INTO relationship_count VALUES (${TYPE_NUMBERS.REFERS_TO}, 0);
DROP TRIGGER node_published_changed;
${publishedTrigger(RELATIONSHIP_TYPES)}
`;

/** Counters are kept batch by batch (counters.ts) and no longer row by row: the triggers of earlier versions go. */
const WITHOUT_COUNTING_TRIGGERS = `
${[
  'node_inserted',
  'node_deleted',
  'about_inserted',
  'about_deleted',
  'dated_node_inserted',
  'dated_node_deleted',
  'dated_about_inserted',
  'dated_about_deleted',
  'month_left',
  'month_entered',
  ...RELATIONSHIP_TYPES.flatMap((type) =>
    ['insert', 'delete'].map((event) => `${type.toLowerCase()}_counted_on_${event}`),
  ),
]
  .map((name) => `DROP TRIGGER IF EXISTS ${name};`)
  .join('\n')}
`;

/** The full-text indexes hold what readers look for, and nothing of sources, runs and decisions. */
const SEARCHABLE_TEXTS = ['text_stems', 'text_names']
  .map(
    (table) => `DELETE FROM ${table} WHERE rowid IN (
  SELECT n FROM node WHERE kind NOT IN (${SEARCHABLE_KINDS.map((kind) => `'${kind}'`).join(', ')})
);`,
  )
  .join('\n');

/**
 * What is said of relationships stands once, however many say it: nearly all of an import say the same of other ends.
 * `facts` and `claims` were columns of each relationship.
 */
const SAID_ONCE = `
CREATE TABLE said (
  t INTEGER PRIMARY KEY,
  facts TEXT NOT NULL,
  claims TEXT NOT NULL,
  uses INTEGER NOT NULL,          -- by how many relationships; without any it is deleted
  UNIQUE (claims, facts)
);
INSERT INTO said (facts, claims, uses) SELECT facts, claims, count(*) FROM relationship GROUP BY claims, facts;
ALTER TABLE relationship ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
UPDATE relationship SET said = (
  SELECT t FROM said WHERE said.claims = relationship.claims AND said.facts = relationship.facts
);
ALTER TABLE relationship DROP COLUMN facts;
ALTER TABLE relationship DROP COLUMN claims;
`;

/**
 * Term vectors stand apart from the long facts and claims, five to a page, with their lengths: a search reads hundreds.
 * `terms` was a column of `content`, as JSON; now it is ` stem=count` for each stem, so that SQL finds one in it.
 */
const TERM_VECTORS = `
CREATE TABLE term_vector (
  n INTEGER PRIMARY KEY,
  length INTEGER NOT NULL,        -- the sum of the counts
  terms TEXT NOT NULL
);
INSERT INTO term_vector
SELECT c.n,
       (SELECT coalesce(sum(value), 0) FROM json_each(c.terms)),
       (SELECT coalesce(group_concat(' ' || key || '=' || value, ''), '') FROM json_each(c.terms))
FROM content AS c
ORDER BY c.n;
ALTER TABLE content DROP COLUMN terms;
`;

/**
 * Issues of one date, and those without one, are in the order of their numbers (`placeByDate`). Who holds an answer from
 * before asks again, because the revision grows.
 */
const ISSUES_BY_NUMBER = `
UPDATE node SET published_on = printf('%s#%016d', node.published_on, content.facts ->> 'number')
FROM content
WHERE content.n = node.n AND node.kind = 'Issue' AND content.facts ->> 'number' IS NOT NULL;
UPDATE graph SET revision = revision + (changes() > 0);
`;

/** Every relationship of a node, by the indexes of both ends. */
function relationshipOf(types: readonly RelationshipType[]): string {
  const ends = types.flatMap((type) =>
    ['from_n', 'to_n'].map((end) => `SELECT r, ${end} AS n FROM relationship WHERE type = ${TYPE_NUMBERS[type]}`),
  );
  return `CREATE VIEW relationship_of AS\n  ${ends.join('\n  UNION ALL ')};`;
}

function publishedTrigger(types: readonly RelationshipType[]): string {
  const outgoing = types.map(
    (type) => `SELECT r FROM relationship WHERE type = ${TYPE_NUMBERS[type]} AND from_n = NEW.n`,
  );
  return `CREATE TRIGGER node_published_changed AFTER UPDATE OF published_on ON node WHEN OLD.published_on <> NEW.published_on BEGIN
  UPDATE relationship SET from_published = NEW.published_on
  WHERE r IN (${outgoing.join(' UNION ALL ')});
END;`;
}

/** Each step brings the schema from the version that is its index to the next. A landed step never changes, but for what a later one drops. */
const MIGRATIONS: readonly string[] = [
  TABLES,
  MONTH_COUNTS,
  MISSING_WORKS,
  WITHOUT_COUNTING_TRIGGERS,
  SEARCHABLE_TEXTS,
  SAID_ONCE,
  TERM_VECTORS,
  ISSUES_BY_NUMBER,
];

/** Applies the missing steps in one exclusive transaction; a second process waits and then finds nothing to do. */
export function migrate(connection: SqliteConnection): void {
  if (schemaVersion(connection) === MIGRATIONS.length) return;
  connection.transaction(() => {
    const version = schemaVersion(connection);
    if (version > MIGRATIONS.length)
      throw new GraphError(
        'SERVICE_UNAVAILABLE',
        `The embedded database has schema version ${version}, made by a newer release; this one knows ${MIGRATIONS.length}. Update, or choose another DATA_DIR.`,
      );
    for (const step of MIGRATIONS.slice(version)) connection.execute(step);
    connection.execute(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}

export function isMigrated(connection: SqliteConnection): boolean {
  return schemaVersion(connection) === MIGRATIONS.length;
}

function schemaVersion(connection: SqliteConnection): number {
  return connection.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}
