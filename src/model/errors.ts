/**
 * The one catalogue of errors that a caller may see. `status` is the HTTP status of an answer that consists
 * of this error alone; `todo` says what the caller does next.
 */
export const ERROR_CATALOGUE = {
  BAD_REFERENCE: { status: 200, todo: 'Give an id, a DOI, an arXiv or OpenReview id, or an http(s) URL.' },
  AMBIGUOUS_REFERENCE: { status: 200, todo: 'Choose one of the candidates and ask for it by its id.' },
  NOT_FOUND: { status: 200, todo: 'Check the reference, or import the node first.' },
  BAD_CURSOR: { status: 200, todo: 'Pass a cursor exactly as it was returned, with the same order and filters.' },
  BAD_PAGE: { status: 200, todo: 'Ask for at least 1 and at most the documented maximum of items.' },
  BAD_INPUT: { status: 200, todo: 'Correct the named field.' },
  CYCLE: { status: 200, todo: 'Remove one of the named links.' },
  CONFLICT: { status: 200, todo: 'Read the node again and repeat the change.' },
  UNAUTHENTICATED: { status: 401, todo: 'Send a valid bearer token in the Authorization header.' },
  FORBIDDEN: { status: 403, todo: 'Use a token that carries one of the named roles.' },
  MUTATIONS_DISABLED: { status: 403, todo: 'Set AUTH_JWT_SECRET or AUTH_JWKS_URL and start the server again.' },
  QUERY_TOO_DEEP: { status: 400, todo: 'Nest fewer fields, or ask in two operations.' },
  QUERY_TOO_COMPLEX: { status: 400, todo: 'Ask for smaller pages or fewer nested lists.' },
  QUERY_TOO_LONG: { status: 400, todo: 'Use variables and fragments, or split the document.' },
  TOO_MANY_ALIASES: { status: 400, todo: 'Ask for several articles with one `articles(refs:)`.' },
  TOO_MANY_DIRECTIVES: { status: 400, todo: 'Use fewer directives in one document.' },
  GRAPHQL_PARSE_FAILED: { status: 400, todo: 'Correct the syntax at the location given.' },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    todo: 'Compare the document with the schema, in the playground for example.',
  },
  BAD_USER_INPUT: { status: 400, todo: 'Correct the variable or argument that the message names.' },
  OPERATION_RESOLUTION_FAILURE: { status: 400, todo: 'Name one operation of the document in `operationName`.' },
  // Apollo's clients know it by its code and go on without; they expect 200.
  PERSISTED_QUERY_NOT_SUPPORTED: { status: 200, todo: 'Send the document itself, not its hash alone.' },
  BAD_REQUEST: { status: 400, todo: 'Send the request as the GraphQL-over-HTTP specification says.' },
  METHOD_NOT_ALLOWED: { status: 405, todo: 'Send queries by GET or POST and mutations by POST.' },
  NOT_ACCEPTABLE: { status: 406, todo: 'Accept application/json or application/graphql-response+json.' },
  BODY_TOO_LARGE: { status: 413, todo: 'Send less at once, for example one issue for each mutation.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, todo: 'Send the body as application/json.' },
  TIMEOUT: { status: 504, todo: 'Ask for less, or try again later.' },
  SERVICE_UNAVAILABLE: { status: 503, todo: 'Try again shortly; the storage engine does not answer.' },
  INTERNAL_SERVER_ERROR: { status: 500, todo: 'Report the request id.' },
} as const satisfies Record<string, { status: number; todo: string }>;
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** An error from the catalogue. Its message and details are shown to the caller, so they never hold a secret or a query. */
export class GraphError extends Error {
  override readonly name = 'GraphError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
