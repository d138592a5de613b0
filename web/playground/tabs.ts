/** A worked example: a tab of the playground, written as a `.graphql` file with its variables and headers beside it. */
interface ExampleTab {
  readonly query: string;
  readonly variables?: string;
  readonly headers?: string;
}

const queries = import.meta.glob<string>('./examples/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob<string>('./examples/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const headers = import.meta.glob<string>('./examples/*.headers.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** All examples in the order of their file names, which start with a number. */
export const EXAMPLE_TABS: ExampleTab[] = Object.entries(queries)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, query]) => {
    const base = path.replace(/\.graphql$/u, '');
    const ownVariables = variables[`${base}.variables.json`];
    const ownHeaders = headers[`${base}.headers.json`];
    return {
      query,
      ...(ownVariables !== undefined && { variables: ownVariables }),
      ...(ownHeaders !== undefined && { headers: ownHeaders }),
    };
  });

/** The tab that the page's address asks for with `query` and `variables`, as links of the map do. */
export function linkedTab(search: string): ExampleTab | null {
  const parameters = new URLSearchParams(search);
  const [query, linkedVariables] = [parameters.get('query'), parameters.get('variables')];
  return query === null ? null : { query, ...(linkedVariables !== null && { variables: linkedVariables }) };
}
