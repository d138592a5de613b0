import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const SOURCE = join(__dirname, '../src');
/** Top to bottom. What is in no layer (`main.ts`, `config.ts` and other files beside them) may be used by all. */
const LAYERS = [['http', 'cli'], ['graphql'], ['explore'], ['connect'], ['import'], ['store'], ['model']];
/** The rooms of an import, from the last step to the first; those of a line do not know each other. */
const STEPS = [['curate'], ['plan'], ['identify', 'topics'], ['drafts', 'working', 'fetch']];

interface Arrow {
  readonly from: string;
  readonly to: string;
}

const arrows = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file): Arrow[] => {
    const imports = readFileSync(join(SOURCE, file), 'utf8').matchAll(/from '(\.{1,2}\/[^']+)'/g);
    return Array.from(imports, ([, path = '']) => ({ from: file, to: join(dirname(file), path) }));
  });

function upward(layers: readonly (readonly string[])[], roomOf: (file: string) => string | undefined): string[] {
  const heightOf = (room: string | undefined) =>
    layers.findIndex((layer) => room !== undefined && layer.includes(room));
  return arrows.flatMap(({ from, to }) => {
    const [start, end] = [roomOf(from), roomOf(to)];
    const [height, below] = [heightOf(start), heightOf(end)];
    const isUp = height >= 0 && below >= 0 && start !== end && below <= height;
    return isUp ? [`${from} imports ${to}`] : [];
  });
}

describe('the folders of src', () => {
  test('are found with their imports', () => {
    expect(arrows.length).toBeGreaterThan(1000);
    expect(upward([['model'], ['graphql']], (file) => file.split(sep)[0])).not.toEqual([]);
  });

  test('import only from those below them', () => {
    expect(upward(LAYERS, (file) => file.split(sep)[0])).toEqual([]);
  });

  test('of an import know only the steps before theirs', () => {
    expect(upward(STEPS, (file) => relative('import', file).split(sep)[0])).toEqual([]);
  });
});
