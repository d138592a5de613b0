import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { MapCanvas, type Appearance } from '../draw/MapCanvas';
import { refineMap } from '../draw/refine';
import type { MapSession } from '../session';
import { ListView } from './ListView';
import { useStillness, useTheme } from './preferences';
import { revealPanel } from './SidePanel';

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The map itself: WebGL for the eyes, arrow keys to walk it; whoever cannot see it has the list. */
export function MapStage({ session }: { readonly session: MapSession }) {
  const container = useRef<HTMLDivElement>(null);
  const canvas = useRef<MapCanvas | null>(null);
  const [isDrawable, setDrawable] = useState(true);
  const [theme, isStill] = [useTheme(), useStillness()];
  const { state, version, overview, path } = session;
  const appearance = useMemo(
    (): Appearance => ({
      filters: state.filters,
      selected: state.selected,
      path:
        path?.status === 'here' && path.value
          ? path.value.nodes.map(({ id }) => id)
          : state.path
            ? [state.path[0]]
            : (state.link ?? []),
      areas: overview?.areas.nodes.map(({ slug }) => slug) ?? [],
      theme,
      isStill,
    }),
    [state.filters, state.selected, state.path, state.link, path, overview, theme, isStill],
  );

  useEffect(() => {
    if (!container.current) return;
    try {
      canvas.current = new MapCanvas(container.current, session.graph, appearance, {
        select: (id) => {
          session.select(id);
          if (id !== null) revealPanel();
        },
        askWhy: (from, to) => {
          session.askWhy(from, to);
          revealPanel();
        },
        expand: (id) => {
          session.expand(id);
        },
        moveCamera: (camera) => {
          session.setCamera(camera);
        },
      });
      canvas.current.setCamera(session.state.camera);
    } catch {
      setDrawable(false);
    }
    return () => {
      canvas.current?.destroy();
      canvas.current = null;
    };
    // The canvas lives as long as the stage; what it shows is handed to it below.
  }, [session]);
  useEffect(() => canvas.current?.show(appearance), [appearance, version]);
  useEffect(() => canvas.current?.setCamera(state.camera), [state.camera]);
  useEffect(() => {
    if (state.selected !== null) canvas.current?.reveal(state.selected);
  }, [state.selected]);
  useEffect(() => {
    if (path?.status === 'here' && path.value) canvas.current?.revealAll(path.value.nodes.map(({ id }) => id));
  }, [path]);
  useEffect(
    () => (session.graph.size > 0 ? refineMap(session.graph, { isStill }) : undefined),
    [session, version, isStill],
  );

  if (!isDrawable)
    return (
      <div class="undrawn">
        <p role="note">This browser draws no WebGL, which the map needs. The list shows the same.</p>
        <ListView session={session} />
      </div>
    );
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    const { selected } = session.state;
    if (direction) session.select(canvas.current?.nearest(selected, direction) ?? selected);
    else if (event.key === 'e' && selected !== null) session.expand(selected);
    else if (event.key === 'p' && selected !== null) session.pickPath(selected);
    else if (event.key === '+') canvas.current?.zoom(1 / 1.5);
    else if (event.key === '-') canvas.current?.zoom(1.5);
    else if (event.key === '0') session.setCamera(null);
    else if (event.key === 'Escape') session.stepBack();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div
        ref={container}
        class="canvas"
        role="application"
        tabIndex={0}
        aria-label="Knowledge map. Arrow keys walk from node to node, E expands, P starts a path, Escape closes the path or selects nothing, plus and minus zoom, 0 shows everything. The list view shows the same."
        onKeyDown={onKeyDown}
      />
      <div class="zoom" role="group" aria-label="Zoom">
        <button type="button" aria-label="Zoom in" onClick={() => canvas.current?.zoom(1 / 1.5)}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => canvas.current?.zoom(1.5)}>
          −
        </button>
        <button
          type="button"
          aria-label="Show everything"
          onClick={() => {
            session.setCamera(null);
          }}
        >
          ⤢
        </button>
      </div>
    </>
  );
}
