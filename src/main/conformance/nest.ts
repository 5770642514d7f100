/** `name.givenName` and a value as a body: `{ name: { givenName: value } }` */
export function nest(path: string, value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = path.split('.');
  return { [first]: rest.length === 0 ? value : nest(rest.join('.'), value) };
}
