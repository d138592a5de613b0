import { parentPort, workerData } from 'node:worker_threads';
import { GraphError } from '../../model/errors';
import { unpackRelationships } from '../packRelationships';
import { SqliteConnection } from './connection';
import { write } from './write';
import type { PackedBatch, WriterAnswer } from './writer';

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

function answer({ relationships, ...others }: PackedBatch): WriterAnswer {
  try {
    return { answer: write(connection, { ...others, putRelationships: unpackRelationships(relationships) }) };
  } catch (error) {
    if (!(error instanceof GraphError)) return { failure: error };
    const { code, message, details, cause } = error;
    return { refusal: { code, message, details, cause } };
  }
}
