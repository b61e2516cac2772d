import type { BehaviourKind } from './kinds.ts'

const wallet =
  /^g:(?:ethereum|solana|phantom|tronWeb|web3|BinanceChain|keplr|unisat|coinbaseWalletExtension|okxwallet)(?:\.|$)/
const network =
  /^(?:g:fetch|g:XMLHttpRequest(?:\.prototype(?:\.\w+)?)?|g:WebSocket(?:\.prototype\.\w+)?|g:navigator\.sendBeacon|g:EventSource|g:Request|g:Response\.prototype\.\w+|m:https?\.(?:request|get)|m:https?\.\w+\.prototype\.\w+|m:net\.(?:connect|Socket\.prototype\.\w+)|m:tls\.connect|m:axios\.\w+\S*)$/
const loader =
  /^(?:m:module\.(?:_load|_cache\.\S*|_resolveFilename|_extensions\S*|prototype\.(?:require|_compile)|wrap)|x:require|g:require(?:\.cache\S*)?|g:module\.constructor\S*|m:child_process\.\w+|m:fs\.\w+|m:crypto\.\w+)$/
const language =
  /^g:(?:JSON\.(?:parse|stringify)|(?:Array|String|Object|Function|Promise|Map|Storage|RegExp|Date|HTMLFormElement|HTMLInputElement|Element|EventTarget|Node|History|Document|Navigator|Clipboard|HTMLElement|URL|Headers|Error|Uint8Array|CryptoKey)\.prototype\.\w+|Object\.\w+|Promise\.\w+|console\.\w+|process\.(?:emit|exit|stdout\.write|stdin\.\w+|on|nextTick)|crypto\.(?:subtle\.\w+|getRandomValues|randomUUID)|navigator\.clipboard\S*|eval|Math\.random|Date\.now|localStorage\.\w+|setTimeout|alert|confirm|prompt|Buffer\.\w+|atob|btoa|Reflect\.\w+)$/

/** Which kind of hook the replacement of this path is; null when it is nobody's business. */
export function hookOf(path: string): BehaviourKind | null {
  if (wallet.test(path)) return 'hooksWallet'
  if (network.test(path)) return 'hooksNetwork'
  if (loader.test(path)) return 'hooksLoader'
  if (language.test(path) || path === 'g:XMLHttpRequest.*' || path === 'g:navigator.*') return 'hooksLanguage'
  return null
}
