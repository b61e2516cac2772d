import type { RoomMatrix } from '../testing.ts'

const id = '01a20952-a690-702c-ad0c-f6e3cfc452bc'
const form = { title: 'A title', description: '', tlp: 'GREEN', pap: 'GREEN', addressed: [], confidence: 50, artefacts: [], techniques: [], rules: [] }
const entry = { identifiers: [{ type: 'email', value: 'a@example.com' }], evidence: 'admitted', victim: false }
const at = (path: string) => `/api/circle/${path}`
const desk = ['analyst', 'lead']
const readers = [...desk, 'auditor']
const house = [...readers, 'admin']

/** Who may do what in the circle. */
export const matrix: RoomMatrix = {
  may: {
    'get /api/circle': house,
    'post /api/circle/peers': ['admin'],
    'post /api/circle/joinings': ['admin'],
    'post /api/circle/peers/{name}/words': ['admin'],
    'post /api/circle/peers/{name}/clearance': ['admin'],
    'post /api/circle/peers/{name}/revocation': ['admin'],
    'post /api/circle/rounds': house,
    'post /api/circle/key': ['admin'],
    'post /api/circle/exits': ['admin'],
    'delete /api/circle/exits/{id}': ['admin'],
    'get /api/circle/advisories': readers,
    'get /api/circle/advisories/{id}': readers,
    'post /api/circle/advisories': desk,
    'post /api/circle/advisories/{id}/text': desk,
    'post /api/circle/preview': readers,
    'post /api/circle/cases': desk,
    'post /api/circle/advisories/{id}/submission': desk,
    'post /api/circle/advisories/{id}/return': desk,
    'post /api/circle/advisories/{id}/revocation': desk,
    // There is no such advisory here: what another person made, `room.test.ts` approves.
    'post /api/circle/advisories/{id}/approval': [],
    'get /api/circle/advisories/{id}/as/{format}': readers,
    'get /api/circle/inbox': readers,
    'get /api/circle/inbox/{id}': readers,
    'post /api/circle/inbox/{id}/opinion': desk,
    'post /api/circle/inbox/{id}/rules': ['lead'],
    'delete /api/circle/inbox/{id}/rules': ['lead'],
    'get /api/circle/drafts': readers,
    'post /api/circle/drafts/{id}/use': desk,
    'post /api/circle/drafts/{id}/dismissal': desk,
    'post /api/circle/drafts/{id}/restoration': desk,
    'get /api/circle/coverage': house,
    'get /api/circle/lockfiles': readers,
    'post /api/circle/lockfiles': ['employee', 'recruiter', 'interviewer', 'analyst', 'lead', 'auditor', 'admin'],
    'get /api/circle/matching': readers,
    'post /api/circle/matching/questions': desk,
    'post /api/circle/matching/entries': desk,
    'post /api/circle/matching/entries/{id}/confirmation': [],
    'post /api/circle/matching/entries/{id}/withdrawal': desk,
  },
  ask: {
    'post /api/circle/peers': { body: { name: 'Another', clearance: 'GREEN' } },
    'post /api/circle/joinings': { body: { invitation: '{}', clearance: 'GREEN' } },
    'post /api/circle/peers/{name}/words': { path: at('peers/none/words'), body: { spoken: 'apple' } },
    'post /api/circle/peers/{name}/clearance': { path: at('peers/none/clearance'), body: { clearance: 'GREEN' } },
    'post /api/circle/peers/{name}/revocation': { path: at('peers/none/revocation'), body: { why: 'test' } },
    'post /api/circle/exits': { body: { kind: 'slack', name: 'Chat', clearance: 'GREEN', url: 'https://hooks.example/in' } },
    'delete /api/circle/exits/{id}': { path: at(`exits/${id}`) },
    'post /api/circle/advisories': { body: form },
    'post /api/circle/cases': { body: { case: id } },
    'post /api/circle/advisories/{id}/text': { path: at(`advisories/${id}/text`), body: form },
    'post /api/circle/preview': { body: form },
    'get /api/circle/advisories/{id}/as/{format}': { path: at(`advisories/${id}/as/stix`) },
    'post /api/circle/inbox/{id}/opinion': { path: at('inbox/none/opinion'), body: { value: 'agree', why: '' } },
    'post /api/circle/drafts/{id}/use': { path: at('drafts/none/use'), body: { title: 'A title' } },
    'post /api/circle/lockfiles': { body: { name: 'a', text: '{"packages":{"":{}}}' } },
    'post /api/circle/matching/questions': { body: { identifiers: entry.identifiers, purpose: 'application' } },
    'post /api/circle/matching/entries': { body: entry },
    'post /api/circle/matching/entries/{id}/withdrawal': { path: at(`matching/entries/${id}/withdrawal`), body: { why: 'test' } },
  },
}
