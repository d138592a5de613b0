import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSeeds } from '../src/import/loadSeeds';
import type { GraphStore } from '../src/store/port';
import { describeEnginesFilled } from './support/engines';
import { startGraphqlServer, type GraphqlServer } from './support/graphqlServer';

const ROOT = join(__dirname, '..');
const QUESTION_AND_ANSWER = /\*\*([^*]+)\*\*[^`]*```graphql\n([\s\S]*?)```\n\n```json\n([\s\S]*?)```/g;

const questions = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(QUESTION_AND_ANSWER)].map(
  ([, title = '', query = '', answer = '']) => ({ title, query, answer: JSON.parse(answer) as unknown }),
);

it('asks five questions', () => {
  expect(questions).toHaveLength(5);
});

async function fillWithAllSeeds(store: GraphStore): Promise<void> {
  await loadSeeds(store, join(ROOT, 'seeds'), () => undefined);
}

describeEnginesFilled(
  'the README’s answers are those of the seeds (npm run readme writes them)',
  fillWithAllSeeds,
  (store) => {
    let server: GraphqlServer;
    beforeAll(async () => {
      server = await startGraphqlServer(store());
    });
    afterAll(() => server.close());

    it.each(questions)('$title', async ({ query, answer }) => {
      const answered = await server.ask(query);
      expect(answered.errors).toBeUndefined();
      expect(answered.data).toEqual(answer);
    });
  },
);
