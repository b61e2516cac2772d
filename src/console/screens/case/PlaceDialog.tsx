import { Dialog } from '@base-ui/react/dialog'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { CaseFile } from '../../../http/contract.ts'
import { Button } from '../../parts/Button.tsx'
import { useCan } from '../../session/session.tsx'
import '../../shell/dialog.css'
import { PlaceView } from './PlaceView.tsx'
import { evidenceOf, findPlace, placeKey, placeName } from './places.ts'
import './place.css'

/** Opens a finding's place in the evidence. The place stands in the address, so it can be sent to a colleague. */
export function PlaceDialog({ file }: { readonly file: CaseFile }) {
  const { place: key } = useSearch({ from: '/shell/cases/$id' })
  const go = useNavigate({ from: '/cases/$id' })
  const mayOpen = useCan('openFile')
  const found = key === undefined ? null : findPlace(file, key)
  const show = (place: string | undefined): void => void go({ search: { place }, resetScroll: false })
  const item = found && evidenceOf(file, found.place)
  const count = found?.finding.places.length ?? 0
  return (
    <Dialog.Root open={found !== null} onOpenChange={(open) => !open && show(undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup className="dialog place">
          {found && (
            <>
              <div className="dialog-head">
                <div>
                  <p className="lettering received">
                    {placeName(found.place)}
                    {item && ` of ${item.name}`}
                  </p>
                  <Dialog.Title render={<h2 />}>{found.finding.title}</Dialog.Title>
                </div>
                <Dialog.Close render={<Button small>Close</Button>} />
              </div>
              <PlaceView found={found} item={item} />
              <footer className="place-foot">
                {count > 1 && (
                  <>
                    <Button small onClick={() => show(placeKey(found.finding.rule, (found.index + count - 1) % count))}>
                      Previous place
                    </Button>
                    <Button small onClick={() => show(placeKey(found.finding.rule, (found.index + 1) % count))}>
                      Next place
                    </Button>
                    <span className="lettering">
                      {found.index + 1} of {count}
                    </span>
                  </>
                )}
                {item && mayOpen && (
                  <a className="place-file" href={`/api/evidence/${encodeURIComponent(item.id)}/file`} download>
                    Download the original (hostile until proven otherwise)
                  </a>
                )}
              </footer>
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
