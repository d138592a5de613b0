import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Details, MapSession } from '../session';
import { ContributionBar } from './ContributionBar';
import { countOf, KIND_NAMES, pageOf } from './words';

type Article = Extract<Details, { readonly __typename: 'Paper' | 'Resource' | 'Issue' }>;
type Topic = Extract<Details, { readonly __typename: 'Topic' }>;
type Author = Extract<Details, { readonly __typename: 'Author' }>;

interface Parts<Node> {
  readonly session: MapSession;
  readonly node: Node;
}

/** Everything about one node, and why each of its neighbors is connected. */
export function NodePanel({ session, node }: Parts<Details>) {
  const heading = useRef<HTMLHeadingElement>(null);
  const page = pageOf(node.__typename, node.id);
  const name =
    'title' in node ? node.title : 'name' in node ? node.name : session.graph.getNodeAttribute(node.id, 'label');
  useEffect(() => {
    heading.current?.parentElement?.scrollTo(0, 0);
  }, [node.id]);
  return (
    <>
      <p class="kind">
        {KIND_NAMES[node.__typename][0]}
        {'publishedOn' in node && node.publishedOn !== null && <> · {node.publishedOn}</>}
        {'venue' in node && node.venue && <> · {node.venue.name}</>}
      </p>
      <h2 ref={heading}>
        <bdi>{name}</bdi>
      </h2>
      <div class="actions">
        <button
          type="button"
          disabled={session.state.expanded.includes(node.id)}
          onClick={() => {
            session.expand(node.id);
          }}
        >
          Expand
        </button>
        <button
          type="button"
          onClick={() => {
            session.go({ from: 'center', value: node.id }, node.id);
          }}
        >
          Center
        </button>
        <button
          type="button"
          onClick={() => {
            session.pickPath(node.id);
          }}
        >
          Path from here
        </button>
        <a href={page}>Read</a>
      </div>
      {'connectedArticles' in node && <AboutArticle session={session} node={node} />}
      {node.__typename === 'Topic' && <AboutTopic session={session} node={node} />}
      {node.__typename === 'Author' && <AboutAuthor session={session} node={node} />}
    </>
  );
}

function AboutArticle({ session, node }: Parts<Article>) {
  const authors = 'authors' in node ? node.authors : null;
  const links = node.identifiers.map(({ scheme, value, url }) => ({
    url,
    text: scheme === 'URL' ? new URL(url).host : `${scheme}: ${value}`,
  }));
  return (
    <>
      {authors && authors.nodes.length > 0 && (
        <p class="authors">
          {authors.nodes.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <NodeLink session={session} id={id} text={name} />
            </span>
          ))}
          {authors.totalCount > authors.nodes.length &&
            ` and ${String(authors.totalCount - authors.nodes.length)} more`}
        </p>
      )}
      {'abstract' in node && node.abstract !== null && (
        <p class="abstract" dir="auto">
          {node.abstract}
        </p>
      )}
      {node.topics.nodes.length > 0 && (
        <ul class="tags" aria-label="Topics">
          {node.topics.nodes.map(({ id, name }) => (
            <li key={id}>
              <NodeLink session={session} id={id} text={name} />
            </li>
          ))}
        </ul>
      )}
      {links.length > 0 && (
        <ul class="tags" aria-label="Elsewhere">
          {links.map(({ url, text }) => (
            <li key={url}>
              <a href={url} rel="noreferrer noopener" target="_blank">
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
      {node.__typename === 'Issue' && <Entries session={session} node={node} />}
      {node.featuredIn.edges.length > 0 && (
        <Section title="Featured in">
          {node.featuredIn.edges.map(({ entry, summary, node: issue }) => (
            <li key={entry}>
              <NodeLink session={session} id={issue.id} text={issue.title} />
              {summary !== null && <p dir="auto">{summary}</p>}
            </li>
          ))}
        </Section>
      )}
      {node.connectedArticles.edges.length > 0 ? (
        <Section title={`Connected articles (${node.connectedArticles.totalCount.toLocaleString('en')})`}>
          {node.connectedArticles.edges.map(({ node: other, score, because, signals }) => (
            <li key={other.id}>
              <NodeLink session={session} id={other.id} text={other.title} />
              <ContributionBar score={score} signals={signals} />
              <p>{because}</p>
            </li>
          ))}
        </Section>
      ) : (
        <p>Nothing in the graph is connected to it yet.</p>
      )}
    </>
  );
}

function Entries({ session, node }: Parts<Extract<Article, { readonly __typename: 'Issue' }>>) {
  return (
    <>
      {node.sections.map(({ heading, entries }, index) => (
        <Section key={index} title={heading}>
          {entries.map(({ article, links }, place) => {
            const [link] = links;
            return (
              <li key={place}>
                {article ? (
                  <NodeLink session={session} id={article.id} text={article.title} />
                ) : (
                  <span dir="auto">{link?.label ?? link?.url ?? 'An entry without a link'}</span>
                )}
              </li>
            );
          })}
        </Section>
      ))}
    </>
  );
}

function AboutTopic({ session, node }: Parts<Topic>) {
  return (
    <>
      <p>{countOf(node.articleCount, 'article')} of its own</p>
      {node.description !== null && <p dir="auto">{node.description}</p>}
      {node.neighborhood.edges.length > 0 && (
        <Section title="Around it">
          {node.neighborhood.edges.map(({ node: other, relation, support }) => (
            <li key={other.id}>
              <NodeLink session={session} id={other.id} text={other.name} />{' '}
              <small>
                {relation === 'RELATED' ? `${countOf(support, 'article')} about both` : relation.toLowerCase()}
              </small>
            </li>
          ))}
        </Section>
      )}
      <Articles session={session} title="Newest articles" articles={node.articles} />
    </>
  );
}

function AboutAuthor({ session, node }: Parts<Author>) {
  return <Articles session={session} title="Articles" articles={node.articles} />;
}

function Articles({
  session,
  title,
  articles,
}: {
  readonly session: MapSession;
  readonly title: string;
  readonly articles: Topic['articles'];
}) {
  if (articles.nodes.length === 0) return null;
  return (
    <Section title={`${title} (${articles.totalCount.toLocaleString('en')})`}>
      {articles.nodes.map(({ id, title: name, year }) => (
        <li key={id}>
          <NodeLink session={session} id={id} text={name} /> {year !== null && <small>{year}</small>}
        </li>
      ))}
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section>
      <h3 dir="auto">{title}</h3>
      <ul class="links">{children}</ul>
    </section>
  );
}

function NodeLink({ session, id, text }: { readonly session: MapSession; readonly id: string; readonly text: string }) {
  return (
    <button
      type="button"
      class="plain"
      onClick={() => {
        session.select(id);
      }}
    >
      <bdi>{text}</bdi>
    </button>
  );
}
