/** How long one may have the process to itself before others get their turn. */
const LONGEST_MS = 20;

let began: number | null = null;

/**
 * Lets others go first when work has followed work for long, without a wait for anything outside: else a question of many
 * parts, such as a map of a hundred articles, would keep all other requests waiting until it has its answer. To be
 * awaited between parts; resolves at once where there was a pause.
 */
export async function takeTurn(): Promise<void> {
  if (began === null) {
    began = performance.now();
    setImmediate(() => {
      began = null;
    });
  } else if (performance.now() - began > LONGEST_MS) await new Promise(setImmediate);
}
