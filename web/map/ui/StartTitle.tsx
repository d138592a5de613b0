import type { MapSession } from '../session';
import { countOf } from './words';

/** What the map shows, and how much of it. */
export function StartTitle({ session }: { readonly session: MapSession }) {
  const { order, size } = session.graph;
  const name = nameOfStart(session);
  return (
    <h2 class="start">
      <bdi title={name}>{name}</bdi>
      <small>
        {session.map.status === 'here' && (
          <>
            {countOf(order, 'node')}, {countOf(size, 'edge')}
            {session.isGrowing ? ' – more are coming …' : session.map.value.truncated && ' – there are more'}
          </>
        )}
      </small>
    </h2>
  );
}

function nameOfStart({ state: { start }, graph, map }: MapSession): string {
  if (start.from === 'overview') return 'The whole field';
  if (start.from === 'query') return `Search: ${start.value}`;
  const center = map.status === 'here' ? map.value.center : null;
  return center !== null && graph.hasNode(center) ? graph.getNodeAttribute(center, 'label') : start.value;
}
