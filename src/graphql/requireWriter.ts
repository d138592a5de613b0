import type { Viewer } from '../auth/verifyToken';
import { GraphError } from '../model/errors';
import type { GraphContext } from './context';

/** Roles that may write. An editor may do all that an importer may. */
const WRITING_ROLES = ['importer', 'editor'] as const;

/** Who asks, if they may write; `MUTATIONS_DISABLED`, `UNAUTHENTICATED` or `FORBIDDEN` otherwise. */
export function requireWriter({ viewer, mutationsEnabled }: GraphContext): Viewer {
  if (!mutationsEnabled)
    throw new GraphError('MUTATIONS_DISABLED', 'This server takes no changes: no way to verify tokens is configured.');
  if (!viewer) throw new GraphError('UNAUTHENTICATED', 'Changes need a bearer token.');
  if (!WRITING_ROLES.some((role) => viewer.roles.includes(role)))
    throw new GraphError('FORBIDDEN', `Changes need one of the roles ${WRITING_ROLES.join(', ')}.`, {
      roles: WRITING_ROLES,
    });
  return viewer;
}
