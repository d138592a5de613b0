import type { Operation } from './documents';

/** What the server refused, or why it could not be asked, in words for a reader. */
export class AskError extends Error {
  override readonly name = 'AskError';
  /** Of the refusal, if the server answered with one. */
  readonly code: string | null;

  constructor(message: string, { code = null, ...options }: ErrorOptions & { readonly code?: string | null } = {}) {
    super(message, options);
    this.code = code;
  }
}

const TIMEOUT_MS = 30_000;

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/**
 * Asks the server's GraphQL endpoint. Throws `AskError` when it refuses or cannot be reached, and whatever `signal` was
 * aborted with.
 */
export async function ask<Data, Variables>(
  { text }: Operation<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query: text, variables }),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  })
    .then(async (response) => (await response.json()) as Answer<Data>)
    .catch((error: unknown) => {
      if (signal?.aborted) throw signal.reason;
      if (timeout.aborted) throw new AskError('The server takes too long to answer. Ask for less, or try again.');
      throw new AskError('The server cannot be reached. Check that it runs, then try again.', { cause: error });
    });
  const [refusal] = answer.errors ?? [];
  if (refusal) throw new AskError(refusal.message, { code: refusal.extensions?.code ?? null });
  if (!answer.data) throw new AskError('The server answered without data. Try again.');
  return answer.data;
}
