import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Vite builds from `web/`; the same place seen from `src/http/` and from `dist/http/`. */
const WEB_ROOT = join(__dirname, '..', '..', 'dist', 'web');
const PAGES = { '/': 'map/index.html', '/playground': 'playground/index.html' } as const;

const NOT_BUILT = 'The pages are not built. Run: npm run build';

/** `/`, the knowledge map, `/playground`, and their files, which carry a hash of their content in their names. */
export async function addPages(app: FastifyInstance, root = WEB_ROOT): Promise<void> {
  const pages = Object.entries(PAGES);
  if (!pages.every(([, file]) => existsSync(join(root, file)))) {
    app.log.warn(NOT_BUILT);
    for (const [path] of pages) app.get(path, (_request, reply) => explainMissingPages(reply));
    return;
  }
  await app.register(serveStatic, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
  for (const [path, file] of pages)
    app.get(path, (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile(file, root, { cacheControl: false }),
    );
  app.get('/playground/', (_request, reply) => reply.redirect('/playground', 308));
}

/** The address of the style sheet of the pages to read; `null` while the pages are not built. */
export function findStylesheet(): string | null {
  const manifest = join(WEB_ROOT, '.vite', 'manifest.json');
  if (!existsSync(manifest)) return null;
  const files = JSON.parse(readFileSync(manifest, 'utf8')) as Readonly<Record<string, { readonly file: string }>>;
  const file = files['reading/reading.css']?.file;
  return file === undefined ? null : `/${file}`;
}

function explainMissingPages(reply: FastifyReply): FastifyReply {
  return reply.code(503).type('text/plain; charset=utf-8').send(`${NOT_BUILT}\n`);
}
