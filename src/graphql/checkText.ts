import { GraphError } from '../model/errors';

const MAX_LENGTH = 500;

/** `BAD_INPUT` for a text to search for that is empty, or longer than anybody types. */
export function checkText(argument: string, text: string): void {
  if (text.trim() === '' || text.length > MAX_LENGTH)
    throw new GraphError('BAD_INPUT', `${argument} has 1 to ${MAX_LENGTH} characters.`, { argument });
}
