import { pick, shuffle, type Random } from '../../src/core/random.ts'

const verbs =
  'Rebuilt,Designed,Led,Moved,Replaced,Wrote,Measured,Took over,Split,Automated,Untangled,Documented,Hardened,Simplified,Introduced,Owned,Shipped,Prototyped,Audited,Scaled,Debugged,Migrated,Refactored,Specified,Integrated,Extended,Operated,Planned,Reviewed,Launched'.split(
    ',',
  )
const things =
  'settlement,ledger,reconciliation,order book,wallet,admin,fraud,gateway,push,invoice,bridge,deposit,tax,flag,search,handbook,pricing,booking,inventory,telemetry,billing,identity,routing,warehouse,scheduling,notification,catalogue,payroll,claims,mapping,streaming,archive,translation,ranking,quota,consent,loyalty,checkout,refund,dispatch'.split(
    ',',
  )
const kinds =
  'service,pipeline,screen,module,API,queue,store,index,job,worker,dashboard,engine,library,protocol,report,cluster,registry,model,toolchain,app'.split(
    ',',
  )
const means =
  'in Go,in Rust,in plain SQL,with an append-only log,on three small servers,behind a feature flag,with property-based tests,together with the risk team,without a maintenance window,in four weeks,as the only engineer on it,by deleting more code than was added,after a painful outage,with two interns,for the northern region,from a paper prototype,under a fixed budget,with help of the vendor,as part of a wider programme,during a hiring freeze'.split(
    ',',
  )
const ends =
  'so that the {t} {k} closes in {n} minutes,which took {t} tickets from {m} to {n} a week,and halved the tail latency of {t} calls to {n} ms,saving about {n} thousand a year on the {k},for {m} {t} customers in {n} countries,and kept the {k} at {n} pages a quarter,now used by {n} {t} teams,handling {m} {t} requests a second,with {n} {k} releases and no rollback,and taught {n} {t} colleagues to run it,which paid for the {k} after {n} weeks,with a {t} error budget never exceeded in {n} months,cutting {k} build time by {n} %,and brought {t} coverage from {n} to {m} %,while the {t} team grew to {n} people'.split(
    ',',
  )

/** Sentences that a good part of all applicants use as they are. */
export const boilerplate = [
  'Worked closely with product managers and designers in an agile environment to deliver features on time',
  'Participated in code reviews, sprint planning and daily stand-ups with a cross-functional team',
  'Responsible for the design, development and maintenance of scalable web applications',
  'Collaborated with stakeholders to gather requirements and translate them into technical solutions',
  'Wrote clean, maintainable and well tested code following industry best practices',
  'Mentored junior developers and contributed to a culture of continuous improvement',
  'Implemented continuous integration and continuous delivery pipelines to automate deployments',
  'Improved application performance and reliability through monitoring and optimisation',
  'Developed RESTful services and integrated them with third-party interfaces',
  'Fixed bugs and provided technical support to internal and external customers',
]

/** Achievements of an invented person: mostly own, some that anybody writes. About 16 words each. */
export function achievements(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => (random.next() < 0.12 ? pick(random, boilerplate) : achievement(random)))
}

function achievement(random: Random): string {
  const n = 2 + Math.floor(random.next() * 97)
  const m = n * (2 + Math.floor(random.next() * 9))
  const first = `${pick(random, verbs)} the ${pick(random, things)} ${pick(random, kinds)} ${pick(random, means)}`
  const rest = random.next() < 0.3 ? ` and the ${pick(random, things)} ${pick(random, kinds)}` : ''
  return `${first}${rest}, ${pick(random, ends)}`
    .replace('{t}', pick(random, things))
    .replace('{k}', pick(random, kinds))
    .replace('{n}', String(n))
    .replace('{m}', String(m))
}

/**
 * Own achievements of which the given share of words was taken from another's, each taken word replaced with the given
 * probability.
 */
export function lifted(
  random: Random,
  own: readonly string[],
  source: readonly string[],
  share: number,
  noise: number,
): string[] {
  const wordCount = (list: readonly string[]): number => list.join(' ').split(' ').length
  const wanted = share * wordCount(own)
  const taken: string[] = []
  for (const passage of shuffle(
    random,
    source.filter((text) => !boilerplate.includes(text)),
  )) {
    if (wordCount(taken) >= wanted && taken.length > 0) break
    taken.push(passage)
  }
  const noisy = taken.map((text) =>
    text
      .split(' ')
      .map((word) => (random.next() < noise ? pick(random, things) : word))
      .join(' '),
  )
  // What was taken stands in for one's own, so that the share is a share.
  const kept = shuffle(random, own).slice(taken.length)
  return shuffle(random, [...kept, ...noisy])
}
