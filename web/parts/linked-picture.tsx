import type { ReactNode, RefObject } from "react";
import { cellInDirection } from "./move-focus.ts";
import { useFollow } from "./use-follow.ts";

interface LinkedPictureProps {
  readonly svg: RefObject<SVGSVGElement | null>;
  readonly label: string;
  readonly className: string;
  readonly width: number;
  readonly height: number;
  /** Told what is pointed at, by its `data-said`; "" for nothing. */
  readonly onSaid: (said: string) => void;
  readonly children: ReactNode;
}

/** A picture with links in it: arrow keys go from one to the next. */
export function LinkedPicture({
  svg,
  label,
  className,
  width,
  height,
  onSaid,
  children,
}: LinkedPictureProps) {
  const follow = useFollow();
  const say = ({ target }: { readonly target: EventTarget }) =>
    onSaid((target as Element).closest("[data-said]")?.getAttribute("data-said") ?? "");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture with links in it
    <svg
      ref={svg}
      role="group"
      aria-label={label}
      className={className}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      onClick={follow}
      onFocus={say}
      onPointerOver={say}
      onKeyDown={(event) => {
        const picture = event.currentTarget as unknown as HTMLElement;
        const next = cellInDirection(event.key, event.target as HTMLElement, picture);
        if (!next) return;
        event.preventDefault();
        next.focus();
      }}
    >
      {children}
    </svg>
  );
}
