import type { FastifyInstance } from 'fastify';
import type { GraphStats, GraphStore } from '../store/port';

/** `/`: what this server is, what its graph holds, and where to go. */
export function addFrontPage(app: FastifyInstance, store: GraphStore): void {
  app.get('/', async (request, reply) => {
    const counts = await readCounts(store).catch((error: unknown) => {
      request.log.warn({ err: error }, 'the front page has no counts');
      return '<p>The graph does not answer at the moment.</p>';
    });
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return renderPage(counts);
  });
}

const COUNT_TIMEOUT_MS = 1_000;

async function readCounts(store: GraphStore): Promise<string> {
  const { nodes, relationships }: GraphStats = await store.stats({ signal: AbortSignal.timeout(COUNT_TIMEOUT_MS) });
  const links = Object.values(relationships).reduce((sum, count) => sum + count, 0);
  const rows: readonly (readonly [string, number])[] = [
    ['papers', nodes.Paper],
    ['newsletter issues', nodes.Issue],
    ['other resources', nodes.Resource],
    ['topics', nodes.Topic],
    ['authors', nodes.Author],
    ['relationships', links],
  ];
  const items = rows.map(([name, count]) => `<li><strong>${count.toLocaleString('en')}</strong> ${name}</li>`);
  return `<ul class="counts">${items.join('')}</ul>`;
}

function renderPage(counts: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Safety Research Graph</title>
    <link rel="icon" href="data:,">
    <style>
      body { font: 1rem/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1d2330; }
      a { color: #1a55b8; }
      .counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem 2rem; }
      .counts strong { font-size: 1.4rem; }
      code { background: #eef1f6; padding: .1rem .3rem; border-radius: .2rem; }
    </style>
  </head>
  <body>
    <main>
      <h1>Safety Research Graph</h1>
      <p>Papers, topics and newsletter issues of AI-safety research in one graph: which articles are connected, why,
        and who featured them. It is asked over GraphQL.</p>
      ${counts}
      <ul>
        <li><a href="/playground">Playground</a>: worked example queries to run and change, with the whole schema.</li>
        <li><code>/graphql</code>: the endpoint, by POST, or by GET with <code>Content-Type: application/json</code>.</li>
        <li><a href="/readyz">Readiness</a> and <a href="/healthz">health</a> for whoever runs this server.</li>
      </ul>
    </main>
  </body>
</html>
`;
}
