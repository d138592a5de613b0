import { useRef } from 'preact/hooks';
import { countYears } from '../model/histogram';
import type { MapSession } from '../session';

const HEIGHT = 40;

/** Articles by year; drag over it, or choose the years, to show only those. */
export function Timeline({ session }: { readonly session: MapSession }) {
  const dragStart = useRef<number | null>(null);
  const { filters } = session.state;
  const bars = countYears(session.graph, filters);
  const [first, last] = [bars[0]?.year, bars.at(-1)?.year];
  if (first === undefined || last === undefined) return <section class="timeline" aria-label="Timeline" />;
  const [from, to] = filters.years ?? [first, last];
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const choose = (a: number, b: number, step = { continues: false }): void => {
    const years = [Math.min(a, b), Math.max(a, b)] as const;
    session.setFilters({ ...filters, years: years[0] <= first && years[1] >= last ? null : years }, step);
  };
  const yearAt = ({ currentTarget, clientX }: PointerEvent): number => {
    const { left, width } = (currentTarget as Element).getBoundingClientRect();
    return first + Math.min(bars.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * bars.length)));
  };
  const years = bars.map(({ year }) => year);
  return (
    <section class="timeline" aria-label="Timeline">
      <svg
        viewBox={`0 0 ${String(bars.length)} ${String(HEIGHT)}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Articles by year, ${String(first)} to ${String(last)}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragStart.current = yearAt(event);
          choose(dragStart.current, dragStart.current);
        }}
        onPointerMove={(event) => {
          if (dragStart.current !== null) choose(dragStart.current, yearAt(event), { continues: true });
        }}
        onPointerUp={() => {
          dragStart.current = null;
        }}
      >
        {bars.map(({ year, count }, index) => (
          <rect
            key={year}
            class={year >= from && year <= to ? 'in' : 'out'}
            x={index + 0.1}
            width="0.8"
            y={HEIGHT - (HEIGHT * count) / most}
            height={(HEIGHT * count) / most}
          >
            <title>{`${String(year)}: ${String(count)}`}</title>
          </rect>
        ))}
      </svg>
      <div class="years">
        <YearChoice
          label="From"
          years={years}
          value={from}
          onChoose={(year) => {
            choose(year, Math.max(year, to));
          }}
        />
        <YearChoice
          label="to"
          years={years}
          value={to}
          onChoose={(year) => {
            choose(Math.min(year, from), year);
          }}
        />
      </div>
    </section>
  );
}

interface YearChoiceParts {
  readonly label: string;
  readonly years: readonly number[];
  readonly value: number;
  readonly onChoose: (year: number) => void;
}

function YearChoice({ label, years, value, onChoose }: YearChoiceParts) {
  return (
    <label class="inline">
      {label}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          onChoose(Number(currentTarget.value));
        }}
      >
        {years.map((year) => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    </label>
  );
}
