import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Knows which open connections carry a request, so that a server can stop as soon as none does. */
export interface Connections {
  /** Ends every connection without a request now, and each other one after its answer. */
  endUnused(): void;
}

/**
 * Node ends connections that are idle after a request, but waits for those on which no request ever came, and browsers
 * open such connections in advance.
 */
export function trackConnections(server: Server): Connections {
  const requests = new Map<Socket, number>();
  let isEnding = false;

  server.on('connection', (socket) => {
    requests.set(socket, 0);
    socket.once('close', () => requests.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    requests.set(socket, (requests.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (requests.get(socket) ?? 1) - 1;
      if (requests.has(socket)) requests.set(socket, left);
      if (isEnding && left === 0) socket.destroySoon();
    });
  });

  return {
    endUnused: () => {
      isEnding = true;
      for (const [socket, count] of requests) if (count === 0) socket.destroySoon();
    },
  };
}
