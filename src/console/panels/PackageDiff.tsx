import { useState } from 'react'
import { numberAt, stringAt, unrooted } from '../screens/case/facts.ts'
import { Button } from '../parts/Button.tsx'
import { count } from '../words/numbers.ts'
import { defang } from './defang.ts'
import { insertedLines, type InsertedLine } from './inserted-lines.ts'
import './package-diff.css'

const shownFirst = 8

/** What was inserted into a package since its baseline; the lines that do something stand first. Text nodes only. */
export function PackageDiff({ facts }: { readonly facts: unknown }) {
  const [all, setAll] = useState(false)
  const root = unrooted(facts)
  const lines = insertedLines(facts)
  const shown = all ? lines : lines.slice(0, shownFirst)
  return (
    <figure className="package-diff">
      <figcaption>
        <p>{against(root)}</p>
        <p className="lettering">{extent(root)}</p>
      </figcaption>
      <ol>
        {shown.map((line) => (
          <Line key={`${line.file}:${line.line}`} line={line} />
        ))}
      </ol>
      {lines.length > shownFirst && (
        <Button small tone="quiet" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${lines.length} lines`}
        </Button>
      )}
    </figure>
  )
}

function Line({ line }: { readonly line: InsertedLine }) {
  return (
    <li className="package-diff-line" data-does={line.does.length > 0 || undefined}>
      <p className="lettering received">
        {line.file}:{line.line}
        {line.does.length > 0 && <strong> {line.does.join(', ')}</strong>}
      </p>
      <code className="received">
        <ins>{line.text === '' ? '(the words were not kept)' : line.text}</ins>
      </code>
      {line.details.length > 0 && (
        <p className="lettering received">{line.details.slice(0, 5).map(defang).join(' · ')}</p>
      )}
    </li>
  )
}

function against(root: unknown): string {
  const name = stringAt(root, 'baseline.name')
  if (name === null) return 'There is nothing to compare it with: this is everything it does.'
  const version = stringAt(root, 'baseline.version') ?? ''
  const kind = stringAt(root, 'baseline.kind') === 'original' ? 'the package it copies' : 'its previous version'
  return `Compared with ${kind}, ${name} ${version}`
}

function extent(root: unknown): string {
  const changed = numberAt(root, 'diff.changedFiles')
  const inserted = numberAt(root, 'diff.insertions')
  const similarity = numberAt(root, 'baseline.similarity')
  return [
    similarity !== null && `${Math.round(similarity * 100)} % of the code is the same`,
    changed !== null && count(changed, 'changed file'),
    inserted !== null && count(inserted, 'insertion'),
  ]
    .filter((part) => part !== false)
    .join(' · ')
}
