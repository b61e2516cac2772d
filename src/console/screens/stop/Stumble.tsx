import { Page } from '../../parts/Page.tsx'
import { Trouble } from '../../parts/Trouble.tsx'

/** The last net: an error no part of a screen caught. */
export function Stumble({ error }: { readonly error: unknown }) {
  return (
    <Page title="This page could not be shown." place="Trouble">
      <Trouble error={error} again={() => location.reload()} />
    </Page>
  )
}
