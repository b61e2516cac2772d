/** The raw material of invented careers: combined by a seed, so that two people rarely say the same. */

export const givenNames = ['Ada', 'Amir', 'Bela', 'Bruno', 'Chloe', 'Dana', 'Eliot', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Kira', 'Leon', 'Mara', 'Nils', 'Odile', 'Pavel', 'Quinn', 'Rosa', 'Samir', 'Tilda', 'Uma', 'Viktor', 'Wanda', 'Yara', 'Zeno', 'Alma', 'Boris', 'Celia']
export const otherNames = ['Abbott', 'Brandt', 'Castell', 'Dorner', 'Ekholm', 'Falk', 'Garner', 'Hollis', 'Iversen', 'Jansson', 'Keller', 'Lindqvist', 'Marsh', 'Nowell', 'Oakes', 'Prior', 'Quist', 'Rowe', 'Sorel', 'Thorne', 'Ulrich', 'Vance', 'Wells', 'Xander', 'Yates', 'Zeller', 'Ames', 'Birch', 'Crane', 'Drake']
export const cities = ['Lisbon', 'Austin', 'Tallinn', 'Toronto', 'Cork', 'Valencia', 'Denver', 'Gdansk', 'Porto', 'Leeds', 'Lyon', 'Utrecht', 'Raleigh', 'Ghent']
export const employers = ['Alderway Systems', 'Basalt Labs', 'Cinderpath', 'Dovetail Freight', 'Emberline', 'Fathom Ledger', 'Glasswing Pay', 'Harrow & Tide', 'Inkwell Data', 'Juniper Rail', 'Kestrel Maps', 'Lanternfish', 'Millrace', 'Northquay', 'Orchard Metrics', 'Pinhole Studio', 'Quarrystone', 'Rookery', 'Saltmarsh', 'Tessellate', 'Undertow', 'Vellum Health', 'Wayfare', 'Yarrow Bank']
export const titles = ['Software Engineer', 'Senior Software Engineer', 'Backend Engineer', 'Senior Backend Engineer', 'Platform Engineer', 'Staff Engineer', 'Full-Stack Engineer']
export const schools = ['University of Eastmere', 'Harbour Technical University', 'College of Norwold', 'Institute of Technology, Calder']
export const degrees = ['BSc Computer Science', 'BSc Mathematics', 'BEng Electronics', 'MSc Software Engineering']
export const skills = ['TypeScript', 'Node.js', 'Go', 'Rust', 'PostgreSQL', 'Kafka', 'Kubernetes', 'Terraform', 'React', 'GraphQL', 'Redis', 'Solidity', 'AWS', 'Python', 'gRPC']

export const verbs = ['Rebuilt', 'Designed', 'Led', 'Cut the cost of', 'Moved', 'Replaced', 'Wrote', 'Measured', 'Took over', 'Split', 'Automated', 'Untangled', 'Documented', 'Hardened', 'Simplified']
export const objects = ['the settlement service', 'a ledger of customer balances', 'the nightly reconciliation', 'our order book', 'the wallet signing queue', 'the internal admin tool', 'a fraud review screen', 'the public API gateway', 'the mobile push pipeline', 'the invoice renderer', 'a legacy SOAP bridge', 'the deposit watcher', 'the tax report generator', 'our feature flag store', 'the search index', 'the on-call handbook']
export const means = ['in Go', 'with an append-only event log', 'on three small servers', 'behind a feature flag', 'with property-based tests', 'together with the risk team', 'without a maintenance window', 'in four weeks', 'as the only engineer on it', 'by deleting more code than I added', 'after a painful outage', 'using boring PostgreSQL']
export const results = ['so that month-end closes in {n} minutes instead of {m}', 'which took support tickets from {m} to {n} a week', 'and halved the p99 to {n} ms', 'saving about {n} thousand a year', 'for {m} merchants in {n} countries', 'and kept it at {n} pages a quarter', 'now used by {n} teams', 'handling {m} requests a second', 'with {n} releases and no rollback', 'and taught {n} colleagues to run it']

/** One crew's stock of achievements. They are what the résumés of the crew have in common. */
export const crewBullets = [
  'Architected a cross-chain liquidity router that settled 38,400 swaps a day across seven networks with a 99.97 % success rate',
  'Reduced smart contract deployment cost by 41 % through a bespoke storage packing scheme adopted by four product squads',
  'Spearheaded migration of a monolithic matching engine into twelve event-driven services processing 2.3 million orders per hour',
  'Delivered a zero-downtime key rotation framework for 160 hot wallets after presenting the threat model to the board',
  'Mentored nine engineers across three time zones and introduced a weekly design review that shortened delivery by 18 days',
  'Built an on-chain anomaly detector that surfaced 214 suspicious withdrawals and prevented losses above 3.1 million dollars',
  'Implemented a gas-optimised staking module audited twice without findings and adopted by 26,000 delegators within a month',
]
