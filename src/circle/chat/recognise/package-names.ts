/** Commands that fetch packages, and the ecosystem they fetch from. */
export const installers: Readonly<Record<string, string>> = {
  'npm i': 'npm',
  'npm install': 'npm',
  'npm add': 'npm',
  'npm view': 'npm',
  'npm info': 'npm',
  'npm exec': 'npm',
  'npm uninstall': 'npm',
  'npm ls': 'npm',
  'npm un': 'npm',
  'npm rm': 'npm',
  'npm update': 'npm',
  'pnpm add': 'npm',
  'pnpm i': 'npm',
  'pnpm install': 'npm',
  'pnpm dlx': 'npm',
  'yarn add': 'npm',
  'yarn dlx': 'npm',
  'yarn remove': 'npm',
  'bun add': 'npm',
  'bun i': 'npm',
  bunx: 'npm',
  npx: 'npm',
  'pip install': 'pypi',
  'pip3 install': 'pypi',
  'pip uninstall': 'pypi',
  'uv add': 'pypi',
  'poetry add': 'pypi',
  'pipx install': 'pypi',
  'cargo add': 'cargo',
  'cargo install': 'cargo',
  'gem install': 'gem',
}

const ordinary = new Set(
  (
    'a an the and or of to in on at as is it was were be been are has had have this that these those they them with from by for not no yes if then than when where while which who what why how all any both each other some such only own same so too very can will just should now also again after before below above into over under once here there our your their its his her ' +
    'package packages module modules library libraries lib libs dependency dependencies dep deps crate crates gem gems npm pypi pip node nodejs python javascript typescript js ts yarn pnpm bun deno registry version versions manager lock lockfile json file files script scripts hook hooks step command commands phase time run runs ran fails failed name names named called publish published publisher install installs installed uninstall malicious affected poisoned backdoored trojanised trojanized typosquat typosquats fake real legit original clean bad good new old latest update updates upgrade using used via per more most many two three several multiple ' +
    'advisory advisories audit account user users token tokens url urls domain domains host hosts ip ips hash hashes wallet wallets code payload loader dropper stage c2 server client app apps repo repos repository github gitlab team teams company campaign actor actors attack attacks maintainer maintainers author authors locally inside hits list listed itself first second next last ' +
    'supply-chain third-party open-source well-known post-install pre-install take-home node_modules look-alike typo-squat lock-file follow-up heads-up in-house up-to-date end-to-end one-liner two-stage multi-stage second-stage first-stage re-published cross-platform crypto-stealing info-stealer infostealer sub-dependency dev-dependency sub-dependencies well-hidden so-called brand-new zero-day n-day year-old day-old week-old long-standing self-hosted read-only must-read same-day ' +
    'tlp tlp:clear tlp:green tlp:amber tlp:red i.e e.g etc vs'
  ).split(' '),
)
const notAfterHyphen =
  /-(?:based|like|only|style|side|level|time|wide|free|related|owned|linked|looking|old|long|day|hour|minute|line|stage|step|word|liner|chain|party|managed|signed|lived|facing|specific|driven|ready|aware|installed|infected|stealing|shaped|named|known)$/

export function isOrdinaryWord(word: string): boolean {
  const lower = word.toLowerCase()
  return (
    ordinary.has(lower) ||
    notAfterHyphen.test(lower) ||
    /^\d+(?:[.\-/]\d+)*$/.test(lower) ||
    /^(?:cve|ghsa|mal|tlp|pap|t\d{4})[-:]/i.test(lower) ||
    /^v?\d+(?:\.\d+)+/.test(lower) ||
    /^[\d.,]+[a-z]{0,2}$/.test(lower)
  )
}

/** Names of files and of things with a dot that are no packages. */
export function fileLike(word: string): boolean {
  return (
    /\.(?:json|lock|md|txt|yml|yaml|toml|sh|py|exe|zip|tgz|tar|gz|dmg|pkg|msi|html?|mjs|cjs|tsx?|jsx|env|log|pdf|docx?|png|jpe?g|map|wasm|dll|so|bat|ps1|cmd|vbs|com|net|org|us|xyz)$/i.test(
      word,
    ) || /^(?:readme|changelog|license|dockerfile|makefile)\b/i.test(word)
  )
}

/** npm's rule for names, which is stricter than the others' in all that matters here; PyPI allows capitals. */
export function isLegalName(word: string): boolean {
  return word.length <= 214 && /^(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9_][\w.~-]*$/i.test(word) && /[a-z]/i.test(word)
}

/** A word of prose has no hyphen, digit or scope inside; a name often has. */
export function looksLikeName(word: string): boolean {
  return (
    word.length > 2 &&
    word === word.toLowerCase() &&
    (/[a-z0-9][-_][a-z0-9]/.test(word) || word.startsWith('@') || /[a-z]\d|\d[a-z]/.test(word)) &&
    !isOrdinaryWord(word)
  )
}
