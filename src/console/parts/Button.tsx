import type { ButtonHTMLAttributes } from 'react'
import './button.css'

/** `act` is red, and only for what a person must do now. */
export function Button({
  tone = 'plain',
  small = false,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly tone?: 'plain' | 'main' | 'act' | 'quiet'
  readonly small?: boolean
}) {
  return (
    <button
      type="button"
      className={`button ${className ?? ''}`}
      data-tone={tone}
      data-small={small || undefined}
      {...rest}
    />
  )
}
