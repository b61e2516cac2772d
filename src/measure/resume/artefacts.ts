import type { Artefact } from '../../core/artefact.ts'
import type { ResumeFacts } from './facts.ts'

/** Values of a résumé that may tie it to others. */
export function resumeArtefacts(facts: ResumeFacts): Artefact[] {
  const { lineage, contacts } = facts
  const artefacts: Artefact[] = []
  const add = (type: Artefact['type'], value: string | null, from: string): void => {
    if (value !== null && value !== '') artefacts.push({ type, value, from })
  }
  for (const [i, email] of (contacts?.emails ?? []).entries())
    add('email', email.canonical, `resume.contacts.emails.${i}`)
  for (const [i, phone] of (contacts?.phones ?? []).entries()) add('phone', phone.e164, `resume.contacts.phones.${i}`)
  for (const [i, profile] of (contacts?.profiles ?? []).entries()) {
    if (profile.kind === 'website') add('domain', profile.handle, `resume.contacts.profiles.${i}`)
    else add('handle', `${profile.kind}:${profile.handle}`, `resume.contacts.profiles.${i}`)
  }
  add('file-id', prefixed('pdf', lineage.pdfFirst), 'resume.lineage.pdfFirst')
  add('file-id', prefixed('xmp', lineage.xmpDocument), 'resume.lineage.xmpDocument')
  add('file-id', prefixed('xmp-original', lineage.xmpOriginal), 'resume.lineage.xmpOriginal')
  add('file-id', prefixed('rsid-root', lineage.rsidRoot), 'resume.lineage.rsidRoot')
  for (const [i, image] of lineage.images.entries()) {
    // Icons and rules are shared by everyone who uses a program; a picture of 64 pixels a side is a picture.
    if (image.width < 64 || image.height < 64) continue
    add('image-hash', image.digest, `resume.lineage.images.${i}`)
    add('image-hash', prefixed('look', image.perceptual), `resume.lineage.images.${i}`)
  }
  return artefacts
}

function prefixed(kind: string, value: string | null): string | null {
  return value === null ? null : `${kind}:${value}`
}
