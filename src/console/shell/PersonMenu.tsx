import { Menu } from '@base-ui/react/menu'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useMe } from '../session/session.tsx'
import { chosenTheme, chooseTheme, type Theme } from '../session/theme.ts'
import { isVeiled, veil } from '../session/veil.ts'
import { openKeyboardMap } from './KeyboardMap.tsx'
import './menu.css'

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Paper (light)'],
  ['dark', 'Blueprint (dark)'],
]

/** Who is signed in, how the console looks, and the way out. */
export function PersonMenu() {
  const me = useMe()
  const [theme, setTheme] = useState(chosenTheme)
  const [veiled, setVeiled] = useState(isVeiled)
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="menu-person" aria-label={`${initials(me.name)}: ${me.name}, appearance, keys, sign out`}>
        {initials(me.name)}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" align="end" sideOffset={10}>
          <Menu.Popup className="menu">
            <div className="menu-head">
              <strong className="received">{me.name}</strong>
              <span className="lettering">
                {me.roles.join(', ')} · {me.org.name}
              </span>
            </div>
            <Menu.RadioGroup
              value={theme}
              onValueChange={(value: Theme) => {
                setTheme(value)
                chooseTheme(value)
              }}
            >
              {themes.map(([value, name]) => (
                <Menu.RadioItem key={value} value={value} className="menu-item" closeOnClick={false}>
                  <span className="menu-tick">
                    <Menu.RadioItemIndicator>●</Menu.RadioItemIndicator>
                  </span>
                  {name}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="menu-line" />
            <Menu.CheckboxItem
              className="menu-item"
              checked={veiled}
              onCheckedChange={(on) => {
                veil(on)
                setVeiled(on)
              }}
            >
              <span className="menu-tick">
                <Menu.CheckboxItemIndicator>●</Menu.CheckboxItemIndicator>
              </span>
              Bar personal data (for screenshots)
            </Menu.CheckboxItem>
            <Menu.Item className="menu-item" onClick={openKeyboardMap}>
              <span className="menu-tick" />
              Keys
              <kbd>?</kbd>
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => void signOut()}>
              <span className="menu-tick" />
              Sign out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

async function signOut(): Promise<void> {
  await post('/api/sign-out').catch(() => undefined)
  // A full load: nothing of the session stays in memory.
  location.assign('/sign-in')
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  return [parts[0], parts.length > 1 ? parts.at(-1) : ''].map((part) => [...(part ?? '')][0] ?? '').join('')
}
