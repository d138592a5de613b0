/**
 * A reader that has seen enough (`| head`) closes the pipe: that ends the command without a word. Whoever no longer reads
 * the messages on standard error does not stop the work that they tell of.
 */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
