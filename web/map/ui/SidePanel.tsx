import type { MapSession } from '../session';
import { LinkPanel } from './LinkPanel';
import { NodePanel } from './NodePanel';
import { PathPanel } from './PathPanel';
import { countOf } from './words';

/** About what is selected: a path, a line, a node, or how to begin. */
export function SidePanel({ session }: { readonly session: MapSession }) {
  const { state, details, map } = session;
  const isCentered = state.start.from === 'center' || state.start.from === 'topic';
  // A map around a node begins with what is known of it.
  const isAwaited = details === null && isCentered && map.status === 'coming' && !state.path && !state.link;
  return (
    <aside class="panel" aria-label="Details">
      {state.path && <PathPanel session={session} />}
      {state.link && <LinkPanel session={session} ends={state.link} />}
      {details === null && !isAwaited && !state.path && !state.link && <Welcome session={session} />}
      {(isAwaited || details?.status === 'coming') && (
        <div class="skeleton" role="status" aria-label="The details are coming">
          <span />
          <span />
          <span />
          <span />
        </div>
      )}
      {details?.status === 'failed' && (
        <div role="alert">
          <p>{details.message}</p>
          <button
            type="button"
            onClick={() => {
              session.retry();
            }}
          >
            Try again
          </button>
        </div>
      )}
      {details?.status === 'here' &&
        (details.value ? (
          <NodePanel key={details.value.id} session={session} node={details.value} />
        ) : (
          <p>Nothing in the graph has the id {state.selected}. It may have been removed.</p>
        ))}
    </aside>
  );
}

/** Brings the panel into sight where it stands below the map. */
export function revealPanel(): void {
  document.querySelector('.panel')?.scrollIntoView();
}

function Welcome({ session }: { readonly session: MapSession }) {
  const { overview } = session;
  return (
    <>
      <h2>Walk the field</h2>
      <p>
        Papers, topics and newsletter issues of AI-safety research, joined where they have something in common, each
        link with its reasons. Search above, click a node to read about it or a line to read why it is there,
        double-click a node to see what surrounds it.
      </p>
      <h3>Keys</h3>
      <dl class="keys">
        <dt>/</dt>
        <dd>search</dd>
        <dt>← ↑ → ↓</dt>
        <dd>walk the map</dd>
        <dt>E</dt>
        <dd>expand</dd>
        <dt>P</dt>
        <dd>path from here</dd>
        <dt>+ − 0</dt>
        <dd>zoom</dd>
        <dt>Esc</dt>
        <dd>close the path, select nothing</dd>
      </dl>
      {overview?.areas.nodes.length !== 0 && <h3>Areas</h3>}
      <ul class="links">
        {(overview?.areas.nodes ?? []).map(({ slug, name }) => (
          <li key={slug}>
            <button
              type="button"
              class="plain"
              onClick={() => {
                session.go({ from: 'topic', value: slug }, `topic:${slug}`);
              }}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
      {overview && (
        <>
          <h3>In this graph</h3>
          <ul class="links">
            <li>{countOf(overview.stats.papers, 'paper')}</li>
            <li>{countOf(overview.stats.issues, 'newsletter issue')}</li>
            <li>{countOf(overview.stats.resources, 'other resource')}</li>
            <li>{countOf(overview.stats.topics, 'topic')}</li>
            <li>{countOf(overview.stats.authors, 'author')}</li>
            <li>{countOf(overview.stats.relationships, 'relationship')}</li>
          </ul>
        </>
      )}
    </>
  );
}
