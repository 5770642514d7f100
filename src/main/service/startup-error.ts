/** The service cannot start. The message is one clear sentence for the admin; hosts show it and exit with code 2. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
