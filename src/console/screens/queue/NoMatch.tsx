import { Link } from '@tanstack/react-router'

export function NoMatch() {
  return (
    <p>
      No case goes by all of these at once.{' '}
      <Link to="/" search={{}}>
        Show all cases
      </Link>
    </p>
  )
}
