import type { Artefact } from '../../core/artefact.ts'
import type { SafeFetch } from '../../guard/fetch/safe-fetch.ts'
import { testHouse, type TestHouse } from '../../store/testing.ts'
import { openCircle, type Circle } from '../open.ts'

/** A company of the tests: a house with its circle, reached by the others under `https://<name>.example`. */
export interface Company {
  readonly name: string
  readonly house: TestHouse
  readonly circle: Circle
  readonly woken: string[]
  /** Opens it again over the same store, as after a restart. */
  readonly reopen: () => Promise<Circle>
}

/** Companies that reach each other without a network: each one's requests go straight to the other's app. */
export class Town {
  #companies = new Map<string, { circle: Circle }>()
  /** `host path` of every request, in order. */
  readonly requests: string[] = []
  /** Hosts that do not answer now. */
  readonly away = new Set<string>()

  readonly fetch: SafeFetch = async (url, options = {}) => {
    const target = new URL(url)
    this.requests.push(`${target.host} ${options.method ?? 'GET'} ${target.pathname}`)
    const company = this.#companies.get(target.host)
    if (company === undefined || this.away.has(target.host)) throw Object.assign(new Error('nobody answers'), { code: 'ECONNREFUSED' })
    const body = options.body === undefined ? {} : { body: options.body as string }
    const response = await company.circle.app.request(target.href, { method: options.method ?? 'GET', headers: { ...options.headers }, ...body })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
      url: target.href,
      via: [target.href],
    }
  }

  async found(name: string, more: { holds?: readonly string[]; telegramApi?: string; fetch?: SafeFetch } = {}): Promise<Company> {
    const house = await testHouse()
    const woken: string[] = []
    const open = (): Promise<Circle> =>
      openCircle({
        store: house.store,
        rows: house.doorRows,
        clock: house.clock,
        org: house.org,
        name,
        url: `https://${name}.example`,
        contact: `desk of ${name}`,
        newId: () => crypto.randomUUID(),
        holders: async (artefacts: readonly Artefact[]) =>
          new Map(artefacts.flatMap((one) => (more.holds?.includes(one.value) === true ? [[one, ['a record']] as const] : []))),
        fetch: more.fetch ?? this.fetch,
        telegramApi: more.telegramApi,
        report: (error) => {
          throw error
        },
        wake: (task) => void woken.push(task),
      })
    const circle = await open()
    this.#companies.set(`${name}.example`, { circle })
    return {
      name,
      house,
      circle,
      woken,
      reopen: async () => {
        const again = await open()
        this.#companies.set(`${name}.example`, { circle: again })
        return again
      },
    }
  }
}

/** `a` invites `b`, `b` joins, and two people compare the words both ways. */
export async function acquaint(a: Company, b: Company, clearance: 'GREEN' | 'AMBER' | 'AMBER+STRICT' = 'AMBER'): Promise<void> {
  const invitation = await a.circle.invite(b.name, clearance)
  await b.circle.peers.join(JSON.stringify(invitation), clearance)
  await b.circle.peers.meet(a.name, a.circle.words(), 'person at b')
  // The first reading brings b's own descriptor to a.
  await b.circle.exchange.poll(a.name)
  await a.circle.peers.meet(b.name, b.circle.words(), 'person at a')
}
