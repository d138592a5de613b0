import type { Viewer } from '../auth/verifyToken';
import { GraphError } from '../model/errors';
import type { GraphContext } from './context';

/** Roles that may write. An editor may do all that an importer may. */
const WRITING_ROLES = ['importer', 'editor'] as const;

const EDITING_ROLES = ['editor'] as const;

/** Who asks, if they may write; `MUTATIONS_DISABLED`, `UNAUTHENTICATED` or `FORBIDDEN` otherwise. */
export function requireWriter(context: GraphContext): Viewer {
  return requireRole(context, WRITING_ROLES);
}

/** The same for what only editors may do: decide which nodes are one, and take imports back. */
export function requireEditor(context: GraphContext): Viewer {
  return requireRole(context, EDITING_ROLES);
}

function requireRole({ viewer, mutationsEnabled }: GraphContext, allowed: readonly string[]): Viewer {
  if (!mutationsEnabled)
    throw new GraphError('MUTATIONS_DISABLED', 'This server takes no changes: no way to verify tokens is configured.');
  if (!viewer) throw new GraphError('UNAUTHENTICATED', 'Changes need a bearer token.');
  if (!allowed.some((role) => viewer.roles.includes(role)))
    throw new GraphError(
      'FORBIDDEN',
      `Changes need ${allowed.length > 1 ? 'one of the roles' : 'the role'} ${allowed.join(', ')}.`,
      {
        roles: allowed,
      },
    );
  return viewer;
}
