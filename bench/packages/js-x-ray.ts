import { registerHooks } from 'node:module'

export interface JsXRay {
  analyse(source: string): { warnings: readonly { readonly kind: string }[] }
}

/**
 * js-x-ray reads JavaScript with meriyah, but loads a TypeScript reader on start that wants the TypeScript API of
 * before version 7. We measure JavaScript, so that reader gets an empty stand-in instead of a second compiler.
 */
export async function loadJsXRay(): Promise<JsXRay> {
  const url = 'sallyport-bench:typescript'
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'typescript' ? { url, format: 'commonjs', shortCircuit: true } : next(specifier, context),
    load: (address, context, next) =>
      address === url ? { format: 'commonjs', source: standIn, shortCircuit: true } : next(address, context),
  })
  try {
    const module = (await import('@nodesecure/js-x-ray')) as unknown as { AstAnalyser: new () => JsXRay }
    return new module.AstAnalyser()
  } finally {
    hooks.deregister()
  }
}

/** Every member is the thing itself, every number is 0. */
const standIn = `
const traps = {
  get: (_, key) => key === Symbol.toPrimitive ? () => 0 : key === 'version' || key === 'versionMajorMinor' ? '5.9.3' : key === '__esModule' ? true : key === Symbol.iterator ? function* () {} : all,
  apply: () => all, construct: () => all, ownKeys: () => ['prototype'], has: () => true,
}
const all = new Proxy(function () {}, traps)
module.exports = all`
