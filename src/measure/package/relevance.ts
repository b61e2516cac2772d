import type { Node } from './parse.ts'
import type { Binding, Scope } from './scope.ts'

// Most of a bundle does nothing to the world. What is looked at here is cheap: the last name of a callee, and where the
// first name of a chain comes from. Everything else is left unread.

/** Last names of calls that may do something to the world, or hand something to a callback. */
export const telling: ReadonlySet<string> = new Set(
  (
    'request get post put patch head delete write end send emit connect open setRequestHeader publish sendMail sendMessage sendDocument lookup query fetch set field attach json form ' +
    'body push execute exec execSync execFile execFileSync spawn spawnSync fork run create call apply bind eval Function Script runInThisContext runInNewContext runInContext compileFunction ' +
    'constructor Worker require _load dlopen binding _linkedBinding instantiate compile _compile writeln importScripts sendBeacon ajax getJSON getScript createConnection createSocket ' +
    'writeFile writeFileSync appendFile appendFileSync createWriteStream copyFile copyFileSync outputFile outputFileSync chmod chmodSync symlink symlinkSync link linkSync rename renameSync ' +
    'outputJson writeJson copy copySync move cp cpSync writeSync unlink unlinkSync rm rmSync rmdir rmdirSync truncate truncateSync remove removeSync emptyDir readFile readFileSync createReadStream ' +
    'readdir readdirSync readJson readJsonSync existsSync stat statSync access accessSync defineProperty defineProperties assign setTimeout setInterval setImmediate addEventListener addListener ' +
    'readText read writeText hostname userInfo networkInterfaces stringify entries keys values fromEntries upload stream text resolve resolve4 resolve6 resolveTxt resolveAny resolveMx resolveCname reverse createTransport ' +
    'XMLHttpRequest WebSocket EventSource Image RTCPeerConnection Client Socket $ Command pushState getBuiltinModule SourceTextModule getReport option pipe postMessage then once on webhook Webhook WebhookClient sendFile'
  ).split(' '),
)

/** Methods that put their last argument into what they are called on. */
export const gathering = new Set(['push', 'append', 'set', 'add', 'unshift'])

/** Whether a call may do something: `list.map(…)` and `helper(x)` cannot. */
export function mayMatter(callee: Node, scope: Scope): boolean {
  if (callee.type === 'MemberExpression') {
    if (callee['computed']) return baseMatters(callee['object'], scope)
    const name = callee['property'].name as string
    return (
      telling.has(name) && (name === '_compile' || name === 'addEventListener' || baseMatters(callee['object'], scope))
    )
  }
  if (callee.type !== 'Identifier') return true
  const binding = scope.lookup(callee['name'])
  return binding === null || worthReading(binding)
}

/** Whether the value before a dot can be a module, a global, or something they gave back. */
export function baseMatters(node: Node, scope: Scope): boolean {
  for (let at = node; ;) {
    switch (at.type) {
      case 'MemberExpression':
        at = at['object']
        continue
      case 'CallExpression':
      case 'NewExpression':
        at = at['callee']
        continue
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        at = at['expression']
        continue
      case 'AwaitExpression':
        at = at['argument']
        continue
      case 'ThisExpression':
      case 'Super':
      case 'ObjectExpression':
      case 'TemplateLiteral':
      case 'ClassExpression':
        return false
      case 'Identifier': {
        const binding = scope.lookup(at['name'])
        return binding === null || worthReading(binding)
      }
      default:
        return true
    }
  }
}

function worthReading(binding: Binding): boolean {
  for (const init of binding.inits) {
    if (init.how === 'import' || init.how === 'member') return true
    if (init.how === 'value' && !inert.has(init.node.type)) return true
  }
  return false
}

const inert = new Set([
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'ClassDeclaration',
  'Literal',
  'UnaryExpression',
  'UpdateExpression',
  'BinaryExpression',
  'ThisExpression',
  'ObjectExpression',
])
