import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const ROOT = import.meta.dirname;
const OUTPUT = join(ROOT, 'dist', 'web');
const EMBEDDED_FONT = /url\(data:font\/(ttf|woff2?);base64,([^)]+)\)/gu;

/** Writes the fonts that packages embed in their style sheets as files, so that the pages' policy allows only 'self'. */
const extractFonts: Plugin = {
  name: 'extract-fonts',
  generateBundle(_options, bundle) {
    for (const asset of Object.values(bundle)) {
      if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
      asset.source = asset.source.toString().replace(EMBEDDED_FONT, (_match, extension: string, base64: string) => {
        const source = Buffer.from(base64, 'base64');
        const name = `font-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.${extension}`;
        this.emitFile({ type: 'asset', fileName: `assets/${name}`, source });
        return `url(${name})`;
      });
    }
  },
};

/** Puts a `.br` and a `.gz` beside every text file, so that the server compresses nothing while it answers. */
const precompress: Plugin = {
  name: 'precompress',
  async closeBundle() {
    const files = await readdir(OUTPUT, { recursive: true });
    await Promise.all(
      files.filter((file) => /\.(?:js|css|ttf|html)$/u.test(file)).map((file) => compress(join(OUTPUT, file))),
    );
  },
};

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  const brotliParameters = { [constants.BROTLI_PARAM_QUALITY]: 7 };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params: brotliParameters }));
  await writeFile(`${file}.gz`, await promisify(gzip)(content));
}

export default defineConfig({
  root: join(ROOT, 'web'),
  build: {
    outDir: OUTPUT,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The server finds the style sheet of the pages that it renders itself by this list.
    manifest: true,
    rolldownOptions: {
      input: ['map/index.html', 'playground/index.html', 'reading/reading.css'].map((page) => join(ROOT, 'web', page)),
    },
  },
  plugins: [extractFonts, precompress],
});
