import type { Server } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** Knows which open connections carry a request, so that a server can stop as soon as none does. */
export interface Connections {
  /** Refuses new connections and leaves all open ones as they are. */
  stopAccepting(): void;
  /** Ends every connection without a request now, and each other one after its answer. */
  endUnused(): void;
}

/**
 * Node's own way to stop waits for connections on which no request ever came, and browsers open such in advance.
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
    // An HTTP server's own `close` also cuts connections between two requests, where the next may be under way.
    stopAccepting: () => NetServer.prototype.close.call(server),
    endUnused: () => {
      isEnding = true;
      for (const [socket, count] of requests) if (count === 0) socket.destroySoon();
    },
  };
}
