import { drawNames, type Named } from '../../web/map/draw/drawNames';
import { paletteOf } from '../../web/map/draw/palette';

type Context = Parameters<typeof drawNames>[0];
type Settings = Parameters<typeof drawNames>[2];

const SETTINGS = { labelSize: 12, labelWeight: '400', labelFont: 'sans-serif' } as Settings;
const WIDTH = 400;

/** Draws on paper where a letter is 6 px wide, and says where each name came to stand. */
function draw(nodes: readonly Named[]): { readonly name: string; readonly x: number; readonly y: number }[] {
  const written: { name: string; x: number; y: number }[] = [];
  const context = {
    canvas: { clientWidth: WIDTH, clientHeight: 300 },
    measureText: (text: string) => ({ width: 6 * text.length }),
    strokeText: () => undefined,
    fillText: (name: string, x: number, y: number) => written.push({ name, x, y }),
  } as unknown as Context;
  drawNames(context, nodes, SETTINGS, paletteOf('light'));
  return written;
}

const node = (label: string, x: number, y: number, more: Partial<Named> = {}): Named => ({
  label,
  x,
  y,
  size: 5,
  color: '#000',
  ...more,
});

it('stands each name beside its node, and none on another', () => {
  const crowd = Array.from({ length: 60 }, (_each, index) =>
    node(`Node ${String(index)}`, 100 + (index % 10) * 12, 100 + Math.floor(index / 10) * 8),
  );
  const written = draw(crowd);
  expect(written.length).toBeGreaterThan(3);
  for (const [index, a] of written.entries())
    for (const b of written.slice(index + 1)) {
      const isApart = Math.abs(a.y - b.y) >= 12 || a.x + 6 * a.name.length <= b.x || b.x + 6 * b.name.length <= a.x;
      expect([a, b, isApart]).toEqual([a, b, true]);
    }
});

it('names the chosen before the large, and the large before the small', () => {
  const place = [20, 150] as const;
  const long = 'x'.repeat(60);
  const nodes = [
    node(`small ${long}`, ...place, { size: 3 }),
    node(`large ${long}`, ...place, { size: 9 }),
    node(`chosen ${long}`, ...place, { size: 3, forceLabel: true }),
  ];
  expect(draw(nodes)[0]?.name).toBe(`chosen ${long}`);
  expect(draw(nodes.slice(0, 2)).map(({ name }) => name.slice(0, 5))).not.toContain('small');
});

it('writes a chosen name over others rather than cut it off', () => {
  // In the way of its name to the left, above and below.
  const others = [-14, 0, 14].map((down) => node('Other', WIDTH - 60, 150 + down, { size: 9 }));
  const chosen = draw([...others, node('A name of some length', WIDTH - 10, 150, { forceLabel: true })]);
  const found = chosen.find(({ name }) => name === 'A name of some length');
  expect(found && found.x + 6 * found.name.length).toBeLessThan(WIDTH);
});

it('keeps names on the map at its right edge', () => {
  const [right] = draw([node('A name of some length', WIDTH - 10, 100)]);
  expect(right && right.x + 6 * right.name.length).toBeLessThan(WIDTH - 10);
});
