import type { Format } from '../record';
import { aggregator } from './aggregator';
import { seed } from './seed';

/** Every format that can be read; of two that are equally sure of a file the first reads it. */
export const FORMATS: readonly Format[] = [seed, aggregator];
