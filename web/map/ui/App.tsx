import type { MapSession } from '../session';
import { ExportMenu } from './ExportMenu';
import { FilterPanel } from './FilterPanel';
import { ListView } from './ListView';
import { MapStage } from './MapStage';
import { SearchBox } from './SearchBox';
import { SidePanel } from './SidePanel';
import { StartTitle } from './StartTitle';
import { StatusOverlay } from './StatusOverlay';
import { Timeline } from './Timeline';

/** The whole page, drawn again after every change of the session. */
export function App({ session }: { readonly session: MapSession }) {
  const { state } = session;
  return (
    <>
      <a class="skip" href="#stage">
        Skip to the map
      </a>
      <header class="top">
        <h1>
          <a href="/">Safety Research Graph</a>
        </h1>
        <SearchBox session={session} />
        <nav aria-label="Pages">
          <a href="/papers">Papers</a>
          <a href="/issues">Issues</a>
          <a href="/topics">Topics</a>
          <a href="/playground">Playground</a>
        </nav>
      </header>
      <div class="columns">
        <FilterPanel session={session} />
        <main id="stage" tabIndex={-1}>
          <div class="toolbar">
            <StartTitle session={session} />
            <label class="inline">
              Depth
              <select
                value={state.depth}
                onChange={({ currentTarget }) => {
                  session.setDepth(Number(currentTarget.value));
                }}
              >
                {[1, 2, 3].map((depth) => (
                  <option key={depth} value={depth}>
                    {depth}
                  </option>
                ))}
              </select>
            </label>
            <div class="switch" role="group" aria-label="View">
              {(['map', 'list'] as const).map((view) => (
                <button
                  key={view}
                  type="button"
                  aria-pressed={state.view === view}
                  onClick={() => {
                    session.setView(view);
                  }}
                >
                  {view === 'map' ? 'Map' : 'List'}
                </button>
              ))}
            </div>
            <ExportMenu session={session} />
          </div>
          <div class="view">
            {state.view === 'map' ? <MapStage session={session} /> : <ListView session={session} />}
            <StatusOverlay session={session} />
          </div>
          <Timeline session={session} />
        </main>
        <SidePanel session={session} />
      </div>
      <div class="visually-hidden" role="status" aria-live="polite">
        {session.announcement}
      </div>
    </>
  );
}
