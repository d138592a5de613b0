import type { FacetName } from '../../src/store/port';
import { countCalls, type CountedStore } from '../support/countCalls';
import { describeEnginesFilled } from '../support/engines';
import { startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { fillWithSeeds } from '../support/seeds';

describeEnginesFilled('a search asks the engine', fillWithSeeds, (store) => {
  let counted: CountedStore;
  let server: GraphqlServer;
  beforeAll(async () => {
    counted = countCalls(store());
    server = await startGraphqlServer(counted.store);
  });
  afterAll(() => server.close());

  const ask = async (fields: string) => {
    counted.calls.length = 0;
    const { data, errors } = await server.ask(`{ search(query: "models") { ${fields} } }`, {}, { once: true });
    expect(errors).toBeUndefined();
    return { found: data.search, calls: [...counted.calls].sort() };
  };

  it.each([
    ['totalCount', ['match']],
    ['facets { kind { value } }', ['match']],
    ['facets { kind { value } topic { value } year { value } }', ['match']],
    ['pageInfo { hasNextPage } edges { score } nodes { id }', ['getByIds', 'match', 'termStatistics']],
  ])('for { %s } only what that needs', async (fields, calls) => {
    expect((await ask(fields)).calls).toEqual(calls);
  });

  it('to count only the facets that the client selects, and counts them alike', async () => {
    const match = jest.spyOn(store(), 'match');
    const all = await ask('facets { kind { value count } topic { value count } year { value count } }');
    const one = await ask('facets { topic { value count } }');
    const asked = match.mock.calls.map(([{ facets }]): readonly FacetName[] => facets);
    match.mockRestore();
    expect(asked).toEqual([['kind', 'topic', 'year'], ['topic']]);
    expect(one.found.facets.topic).toEqual(all.found.facets.topic);
    for (const facet of Object.values(all.found.facets)) expect(facet).not.toEqual([]);
  });
});
