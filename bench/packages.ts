import type { Bench, Metrics } from './harness/bench.ts'
import { allTemplates, generate, generateFrom, type PairOptions } from './packages/generate.ts'
import { insertions } from './packages/insertions.ts'
import { packageRules } from './packages/judge.ts'
import { readLayout } from './packages/layout.ts'
import { families, lookalikes } from './packages/lookalikes.ts'
import type { Form } from './packages/forms.ts'
import { peers } from './packages/peers.ts'
import { upgrades } from './packages/upgrades.ts'
import { wholePackages } from './packages/whole.ts'

export const bench: Bench = {
  subject: 'packages',
  about:
    'poisoned npm packages: one inserted line, whole packages, real upgrades, copies; GuardDog and js-x-ray beside it',
  run: async ({ data, seed, quick, flags, say }) => {
    const mutants = flags['mutants']
    const cases =
      data === null
        ? await generate({ seed, quick, cache: flags['cache'], say })
        : mutants === undefined
          ? readLayout(data)
          : generateFrom(data, pairOptions(seed, Number(mutants), flags))
    const malicious =
      cases.malicious.length > 0
        ? cases.malicious
        : lookalikes(
            seed,
            Number(flags['each'] ?? 2),
            families.filter(({ id }) => id.startsWith(flags['families'] ?? '')),
          )
    say(
      `${cases.benign.length} benign, ${malicious.length} ${cases.malicious.length > 0 ? 'malicious' : 'look-alikes'}, ${cases.pairs.length} pairs, ${cases.upgrades.length} upgrades`,
    )
    const book = packageRules()
    const show =
      'show' in flags
        ? (title: string, lines: readonly string[]) => lines.length > 0 && say(`\n${title}\n${lines.join('\n')}`)
        : () => undefined
    const only = flags['only']
    const wants = (part: string): boolean => only === undefined || only.split(',').includes(part)
    let metrics: Metrics = {}
    if (wants('whole')) {
      const whole = wholePackages(cases.benign, malicious, book, say)
      show('False alarms on whole packages', whole.alarms)
      show('Malicious packages missed', whole.missed)
      metrics = { ...metrics, ...whole.metrics }
    }
    if (wants('upgrades')) {
      const upgraded = upgrades(cases.upgrades, book, say)
      show('Alarms on upgrades', upgraded.alarms)
      metrics = { ...metrics, ...upgraded.metrics }
    }
    if (wants('pairs')) {
      const inserted = insertions(cases.pairs, cases.benign, book)
      show('Insertions not blocked, or not to the line', inserted.misses)
      metrics = { ...metrics, ...inserted.metrics }
    }
    const baselines = wants('peers') ? await peers(cases, flags['guarddog'], say) : {}
    return { metrics, baselines }
  },
}

/** `--templates a,b` (beginnings of their names), `--held`, `--open`, `--forms split,wrapped`. */
function pairOptions(seed: number, count: number, flags: Readonly<Record<string, string | undefined>>): PairOptions {
  const starts = flags['templates']?.split(',')
  const chosen = allTemplates.filter(
    ({ id, held }) =>
      (starts === undefined || starts.some((start) => id.startsWith(start))) &&
      !('held' in flags && !held) &&
      !('open' in flags && held),
  )
  return {
    seed,
    count,
    chosen,
    ...(flags['forms'] === undefined ? {} : { forms: flags['forms'].split(',') as Form[] }),
  }
}
