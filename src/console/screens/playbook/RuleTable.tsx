import { Link, useSearch } from '@tanstack/react-router'
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import type { RuleRow } from '../../../http/contract.ts'
import { decibans, wholeNumber } from '../../words/numbers.ts'
import { doorWords, groupWord } from '../../words/words.ts'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns })
const column = createColumnHelper<typeof features, RuleRow>()

const columns = column.columns([
  column.accessor('title', {
    header: 'What it looks for',
    sortFn: 'text',
    cell: ({ row }) => <RuleLink rule={row.original} />,
  }),
  column.accessor((rule) => doorWords[rule.door], { id: 'door', header: 'Door', sortFn: 'text' }),
  column.accessor((rule) => groupWord(rule.group), { id: 'group', header: 'Group', sortFn: 'text' }),
  column.accessor('status', { header: 'Status', sortFn: 'text' }),
  column.accessor((rule) => rule.weight.present, {
    id: 'present',
    header: 'Found, dB',
    sortFn: 'basic',
    cell: (cell) => decibans(cell.getValue()),
  }),
  column.accessor((rule) => rule.weight.absent, {
    id: 'absent',
    header: 'Not found, dB',
    sortFn: 'basic',
    cell: (cell) => decibans(cell.getValue()),
  }),
  column.accessor('spoke', { header: 'Spoke', sortFn: 'basic', cell: (cell) => wholeNumber(cell.getValue()) }),
])

const figures = new Set(['present', 'absent', 'spoke'])

/** The rules, to be sorted by any column. */
export function RuleTable({ rules, chosen }: { readonly rules: readonly RuleRow[]; readonly chosen: string | null }) {
  const table = useTable({ features, columns, data: rules })
  return (
    <div className="rules-frame" tabIndex={0} role="region" aria-label="Rules">
      <table className="rules">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted()
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-figure={figures.has(header.column.id) || undefined}
                    aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                  >
                    <button
                      type="button"
                      className="lettering rules-sort"
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <table.FlexRender header={header} />
                      <span aria-hidden="true">{sorted === 'asc' ? '↑' : sorted === 'desc' ? '↓' : ''}</span>
                    </button>
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} data-chosen={row.original.id === chosen || undefined}>
              {row.getAllCells().map((cell) => (
                <td key={cell.id} data-column={cell.column.id} data-figure={figures.has(cell.column.id) || undefined}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RuleLink({ rule }: { readonly rule: RuleRow }) {
  const search = useSearch({ from: '/shell/playbook' })
  return (
    <Link from="/playbook" to="." search={{ ...search, rule: rule.id }} resetScroll={false} className="rules-link">
      {rule.sealed ? `Sealed rule ${rule.id}` : rule.title}
      <code className="rules-id">{rule.id}</code>
    </Link>
  )
}
