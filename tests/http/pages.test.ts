import fastify, { type FastifyBaseLogger } from 'fastify';
import { addPages } from '../../src/http/pages';
import { createLog } from '../../src/log';

it('without built pages the server says at its start how to build them, and so does each page', async () => {
  const logged: string[] = [];
  const log: FastifyBaseLogger = createLog({ level: 'warn', write: (line) => logged.push(line) });
  const app = fastify({ loggerInstance: log });
  await addPages(app, 'nowhere');
  expect(logged.join('')).toContain('The pages are not built. Run: npm run build');
  const url = await app.listen({ port: 0 });
  try {
    for (const path of ['/', '/playground']) {
      const response = await fetch(url + path);
      expect([response.status, await response.text()]).toEqual([503, 'The pages are not built. Run: npm run build\n']);
    }
  } finally {
    await app.close();
  }
});
