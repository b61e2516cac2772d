import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const order = readFileSync(new URL('./styles/layers.css', import.meta.url), 'utf8')
  .split('\n')
  .find((line) => line.startsWith('@layer'))
const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * Puts the order of the cascade layers at the head of every stylesheet: a chunk's styles may arrive before the
 * entry's, and layers rank by their first mention.
 */
const layersFirst: Plugin = {
  name: 'layers-first',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = `${order}\n${String(file.source)}`
    }
  },
}

/**
 * The console is built once and served as hashed files. Nothing is inlined (scripts, styles, data: fonts), because the
 * policy it runs under allows files of its own origin only.
 */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [react(), layersFirst],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    reportCompressedSize: false,
  },
})
