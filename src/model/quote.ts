/** A title in quotation marks; those that it has itself are single ones then. */
export function quote(title: string): string {
  return `“${title
    .replace(/"([^"]*)"/g, '‘$1’')
    .replace(/[“„]/g, '‘')
    .replace(/”/g, '’')}”`;
}
