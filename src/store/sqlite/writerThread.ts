import { parentPort, workerData } from 'node:worker_threads';
import { GraphError } from '../../model/errors';
import { SqliteConnection } from './connection';
import { unpackBatch, type PackedBatch } from './packBatch';
import { write } from './write';
import type { WriterAnswer } from './writer';

// The thread that `BatchWriter` starts: a connection of its own, and one batch after the other.

/** What a batch changes, so that it goes to the file once. */
const connection = new SqliteConnection(workerData as string, { cacheKilobytes: 64_000 });

parentPort?.on('message', (batch: PackedBatch | null) => {
  if (batch !== null) parentPort?.postMessage(answer(batch));
  else {
    connection.close();
    parentPort?.close();
  }
});

function answer(batch: PackedBatch): WriterAnswer {
  try {
    return { answer: write(connection, unpackBatch(batch)) };
  } catch (error) {
    if (!(error instanceof GraphError)) return { failure: error };
    const { code, message, details, cause } = error;
    return { refusal: { code, message, details, cause } };
  }
}
