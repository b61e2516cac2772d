import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { commandKey, singleKeysOn, switchSingleKeys, useKeys } from '../session/keys.ts'
import { createSwitch } from './switch.ts'
import './dialog.css'
import './keyboard-map.css'

const shown = createSwitch()
export const openKeyboardMap = (): void => shown.turn(true)

const map: readonly (readonly [room: string, keys: readonly (readonly [keys: readonly string[], what: string])[]])[] = [
  [
    'Everywhere',
    [
      [[commandKey, 'K'], 'Go to a room, a case, a setting'],
      [['?'], 'This map'],
      [['Esc'], 'Close what is open'],
    ],
  ],
  [
    'Queue',
    [
      [['j'], 'Next case'],
      [['k'], 'Previous case'],
      [['Enter'], 'Open the case'],
      [['e'], 'Open the case at its next step'],
      [['x'], 'Pick the case, for taking several at once'],
      [['/'], 'Search'],
    ],
  ],
  [
    'Case',
    [
      [['n'], 'Next step'],
      [['l'], 'Ledger'],
      [['t'], 'Timeline'],
      [['c'], 'Write a comment'],
      [['u'], 'Back to the queue'],
    ],
  ],
  [
    'Call',
    [
      [['→'], 'Next step'],
      [['←'], 'Back'],
      [['Space'], 'My question ended; the answer begins'],
      [['Enter'], 'Turn the card up; keep the mark'],
      [['d', 'a', 'r', 'n'], 'Done, artefact, refused, not possible'],
      [['1', '…', '0'], 'Note what was seen'],
      [['z'], 'Take the last note back'],
    ],
  ],
]

/** What each key does, and the switch that turns single letters off. */
export function KeyboardMap() {
  const open = shown.use()
  const [on, setOn] = useState(singleKeysOn)
  useKeys({ '?': openKeyboardMap })
  return (
    <Dialog.Root open={open} onOpenChange={shown.turn}>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-shade" />
        <Dialog.Popup className="dialog">
          <div className="dialog-head">
            <Dialog.Title render={<h2 />}>Keys</Dialog.Title>
            <Dialog.Close render={<Button small>Close</Button>} />
          </div>
          <div className="keyboard-map">
            {map.map(([room, keys]) => (
              <section key={room}>
                <h3>{room}</h3>
                <dl>
                  {keys.map(([combination, what]) => (
                    <div key={what}>
                      <dt>
                        {combination.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dt>
                      <dd>{what}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
          <label className="keyboard-map-switch">
            <input
              type="checkbox"
              checked={on}
              onChange={(event) => {
                setOn(event.target.checked)
                switchSingleKeys(event.target.checked)
              }}
            />
            Single letters work as keys. Turn this off if you dictate or your keyboard types by itself.
          </label>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
