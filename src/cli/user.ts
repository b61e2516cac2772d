import { systemClock } from '../core/clock.ts'
import { SallyportError } from '../core/errors.ts'
import { accounts } from '../guard/sign-in/accounts.ts'
import { apiTokens } from '../guard/sign-in/api-tokens.ts'
import { signInStores } from '../store/guard/sign-in-stores.ts'
import { newId } from '../store/new-id.ts'
import { openStore } from '../store/open.ts'
import { repositories } from '../store/repositories/repositories.ts'
import { openVault } from '../store/vault/open.ts'
import { readArguments } from './arguments.ts'
import { readConfig } from './config.ts'

const usage = `Usage: sallyport user list
       sallyport user invite <email> --name "…" --role analyst [--role …]
       sallyport user reset <email>
       sallyport user disable <email>
       sallyport user token <name> --scope evidence.submit [--scope …]

Prints links and tokens once; only their hash is kept. Stop the server first when the store is the embedded one.`

/** `sallyport user`: accounts without the console, for the first day and the worst one. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { name: { type: 'string' }, role: { type: 'string', multiple: true }, scope: { type: 'string', multiple: true } })
  const [what, whom] = positionals
  if (values.help === true || what === undefined) {
    ;(values.help === true ? process.stdout : process.stderr).write(`${usage}\n`)
    return values.help === true ? 0 : 2
  }
  const config = readConfig(process.env)
  const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.folder })
  try {
    const context = { db: store.db, vault: await openVault(store, config.keyFile, systemClock), clock: systemClock }
    const tables = repositories(context)
    const [org] = await tables.orgs.list()
    if (org === undefined) throw new SallyportError('SP_CONFIG', 'This installation was never started.')
    const stores = signInStores(context)
    const people = accounts(stores, systemClock, newId)
    const address = config.url ?? `http://${config.host}:${config.port}`
    const print = (line: string): void => void process.stdout.write(`${line}\n`)
    const known = async () => {
      const user = whom === undefined ? null : await stores.users.byEmail(org.id, whom.toLowerCase())
      if (user === null) throw new SallyportError('SP_NOT_FOUND', `There is no user ${whom ?? ''}.`)
      return user
    }
    switch (what) {
      case 'list':
        for (const user of await tables.users.list(org.id)) print(`${user.email.padEnd(32)} ${user.roles.join(', ').padEnd(28)} ${user.disabledAt === null ? '' : 'disabled'}`)
        return 0
      case 'invite': {
        if (whom === undefined) throw new SallyportError('SP_INPUT', 'Whom? Name an e-mail address.')
        const { link } = await people.invite(org.id, { email: whom, name: values.name ?? whom.split('@')[0] ?? whom, roles: values.role ?? [] })
        print(`${address}/welcome#${link}`)
        return 0
      }
      case 'reset':
        print(`${address}/welcome#${await people.resetLink(await known())}`)
        return 0
      case 'disable':
        await stores.users.update(org.id, (await known()).id, { disabledAt: systemClock.now() })
        await stores.sessions.removeOf(org.id, (await known()).id)
        return 0
      case 'token':
        print((await apiTokens(stores, systemClock, newId).make(org.id, { name: whom ?? 'token', scopes: values.scope ?? [] })).token)
        return 0
      default:
        process.stderr.write(`${usage}\n`)
        return 2
    }
  } finally {
    await store.close()
  }
}
