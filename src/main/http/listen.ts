import { type RequestListener, type Server, type ServerOptions, createServer } from 'node:http';
import type Koa from 'koa';
import { StartupError } from '../service/startup-error.ts';

/**
 * Starts a server on loopback.
 * @param port 0 = any free one
 * @param name for the message: "The SCIM port 4700 is taken …"
 * @param option command line option that chooses another port
 * @throws StartupError when the port is taken or not allowed
 */
export function listen(
  handler: RequestListener,
  port: number,
  name: string,
  option: string,
  options: ServerOptions = {},
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(options, handler);
    server.once('error', (error: NodeJS.ErrnoException) => reject(startupError(error, port, name, option)));
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve(server);
    });
  });
}

function startupError(error: NodeJS.ErrnoException, port: number, name: string, option: string): StartupError {
  if (error.code === 'EADDRINUSE') {
    return new StartupError(
      `The ${name} port ${port} is taken by another program. Stop that program, or choose another port with ${option} (0 takes any free one).`,
    );
  }
  if (error.code === 'EACCES') {
    return new StartupError(`This user may not open the ${name} port ${port}. Choose one above 1023 with ${option}.`);
  }
  return new StartupError(`The ${name} port ${port} cannot be opened: ${error.message}.`);
}

/** Koa's handler answers with a promise that never rejects: what goes wrong is its `error` event. */
export function handlerOf(app: Koa): RequestListener {
  const handle = app.callback();
  return (request, response) => void handle(request, response);
}

/** Stops taking connections and ends the open ones. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
