import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { queueQuery } from '../../api/queries.ts'
import { Button } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { useNow } from '../../parts/Since.tsx'
import { Trouble } from '../../parts/Trouble.tsx'
import { useCan } from '../../session/session.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { BulkBar } from './BulkBar.tsx'
import { EmptyHouse } from './EmptyHouse.tsx'
import { HandInButton } from './HandInButton.tsx'
import { NoMatch } from './NoMatch.tsx'
import { NothingWaits } from './NothingWaits.tsx'
import { answer } from './answer.ts'
import { QueueFilters } from './QueueFilters.tsx'
import { QueueList } from './QueueList.tsx'
import { SavedViews } from './SavedViews.tsx'
import { SelectionProvider } from './selection.tsx'
import './queue.css'

/** "What needs a person now?": every open case of every door, in one list. */
export function QueueScreen() {
  const filter = useSearch({ from: '/shell/' })
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    queueQuery(filter),
  )
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data])
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const now = useNow()
  const full = useCan('seeLedger')
  const total = data?.pages[0]?.total ?? 0
  const empty = data !== undefined && rows.length === 0

  if (empty && !filtered) return full ? <EmptyHouse /> : <NothingWaits />
  return (
    <Page title={data ? answer(rows, total, now, filtered) : 'The queue'} place="Queue" aside={<HandInButton />}>
      <QueueFilters />
      {full && <SavedViews filter={filter} />}
      {error && <Trouble error={error} again={() => void refetch()} />}
      {isPending && <Waiting what="the queue" lines={9} />}
      {empty && filtered && <NoMatch />}
      <SelectionProvider>
        <QueueList rows={rows} />
        <BulkBar rows={rows} />
      </SelectionProvider>
      {hasNextPage && (
        <p>
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show {total - rows.length} more
          </Button>
        </p>
      )}
    </Page>
  )
}
