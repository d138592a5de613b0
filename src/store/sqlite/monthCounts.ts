import { ARTICLE_KINDS } from '../../model/kinds';

/** Import runs have a date of their own, and are not articles. */
const KINDS = ARTICLE_KINDS.map((kind) => `'${kind}'`).join(', ');

/**
 * Counts of articles by month of publication, over all, by topic and by pair of topics (the smaller number first), kept
 * by triggers. A date without a month is a month of its own; what has no date is not counted. `about` is the number of
 * the relationship type `ABOUT`.
 */
export function monthCounts(about: number): string {
  return `
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
SELECT substr(published_on, 1, 7), count(*) FROM node WHERE published_on <> '' AND kind IN (${KINDS}) GROUP BY 1;
INSERT INTO topic_month
SELECT to_n, substr(from_published, 1, 7), count(*)
FROM relationship WHERE type = ${about} AND from_published <> '' GROUP BY 1, 2;
INSERT INTO topic_pair_month
SELECT one.to_n, other.to_n, substr(one.from_published, 1, 7), count(*)
FROM relationship AS one
JOIN relationship AS other ON other.type = ${about} AND other.from_n = one.from_n AND other.to_n > one.to_n
WHERE one.type = ${about} AND one.from_published <> ''
GROUP BY 1, 2, 3;

CREATE TRIGGER dated_node_inserted AFTER INSERT ON node
WHEN NEW.published_on <> '' AND NEW.kind IN (${KINDS}) BEGIN
  ${countArticle('+', 'NEW.published_on')}
END;
CREATE TRIGGER dated_node_deleted AFTER DELETE ON node
WHEN OLD.published_on <> '' AND OLD.kind IN (${KINDS}) BEGIN
  ${countArticle('-', 'OLD.published_on')}
END;
CREATE TRIGGER month_left AFTER UPDATE OF published_on ON node
WHEN OLD.published_on <> '' AND OLD.kind IN (${KINDS})
  AND substr(OLD.published_on, 1, 7) <> substr(NEW.published_on, 1, 7) BEGIN
  ${countArticle('-', 'OLD.published_on')}
  ${countTopics('-', 'OLD.published_on', about)}
END;
CREATE TRIGGER month_entered AFTER UPDATE OF published_on ON node
WHEN NEW.published_on <> '' AND NEW.kind IN (${KINDS})
  AND substr(OLD.published_on, 1, 7) <> substr(NEW.published_on, 1, 7) BEGIN
  ${countArticle('+', 'NEW.published_on')}
  ${countTopics('+', 'NEW.published_on', about)}
END;
CREATE TRIGGER dated_about_inserted AFTER INSERT ON relationship
WHEN NEW.type = ${about} AND NEW.from_published <> '' BEGIN
  ${countTopic('+', 'NEW', about)}
END;
CREATE TRIGGER dated_about_deleted AFTER DELETE ON relationship
WHEN OLD.type = ${about} AND OLD.from_published <> '' BEGIN
  ${countTopic('-', 'OLD', about)}
END;
`;
}

type Sign = '+' | '-';

function countArticle(sign: Sign, date: string): string {
  return `INSERT INTO article_month VALUES (substr(${date}, 1, 7), ${sign}1)
  ON CONFLICT (month) DO UPDATE SET articles = articles + excluded.articles;
  DELETE FROM article_month WHERE month = substr(${date}, 1, 7) AND articles = 0;`;
}

/** All topics of an article that stays and moves to another month. */
function countTopics(sign: Sign, date: string, about: number): string {
  const ofArticle = `type = ${about} AND from_n = NEW.n`;
  return `INSERT INTO topic_month
  SELECT to_n, substr(${date}, 1, 7), ${sign}1 FROM relationship WHERE ${ofArticle}
  ON CONFLICT (topic, month) DO UPDATE SET articles = articles + excluded.articles;
  INSERT INTO topic_pair_month
  SELECT one.to_n, other.to_n, substr(${date}, 1, 7), ${sign}1
  FROM relationship AS one
  JOIN relationship AS other ON other.type = one.type AND other.from_n = one.from_n AND other.to_n > one.to_n
  WHERE one.type = ${about} AND one.from_n = NEW.n
  ON CONFLICT (a, b, month) DO UPDATE SET support = support + excluded.support;
  DELETE FROM topic_month
  WHERE topic IN (SELECT to_n FROM relationship WHERE ${ofArticle}) AND month = substr(${date}, 1, 7) AND articles = 0;
  DELETE FROM topic_pair_month
  WHERE a IN (SELECT to_n FROM relationship WHERE ${ofArticle})
    AND b IN (SELECT to_n FROM relationship WHERE ${ofArticle})
    AND month = substr(${date}, 1, 7) AND support = 0;`;
}

/** One topic of an article, with the other topics that the article has. */
function countTopic(sign: Sign, row: 'NEW' | 'OLD', about: number): string {
  const month = `substr(${row}.from_published, 1, 7)`;
  const others = `SELECT to_n FROM relationship WHERE type = ${about} AND from_n = ${row}.from_n AND to_n <> ${row}.to_n`;
  return `INSERT INTO topic_month VALUES (${row}.to_n, ${month}, ${sign}1)
  ON CONFLICT (topic, month) DO UPDATE SET articles = articles + excluded.articles;
  INSERT INTO topic_pair_month
  SELECT min(to_n, ${row}.to_n), max(to_n, ${row}.to_n), ${month}, ${sign}1 FROM (${others}) WHERE TRUE
  ON CONFLICT (a, b, month) DO UPDATE SET support = support + excluded.support;
  DELETE FROM topic_month WHERE topic = ${row}.to_n AND month = ${month} AND articles = 0;
  DELETE FROM topic_pair_month WHERE a = ${row}.to_n AND b IN (${others}) AND month = ${month} AND support = 0;
  DELETE FROM topic_pair_month WHERE a IN (${others}) AND b = ${row}.to_n AND month = ${month} AND support = 0;`;
}
