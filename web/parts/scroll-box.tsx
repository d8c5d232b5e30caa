import { type MouseEventHandler, type ReactNode, type RefObject, useLayoutEffect, useState } from "react";
import "./scroll-box.css";

interface ScrollBoxProps {
  readonly box: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly className: string;
  readonly onClickCapture?: MouseEventHandler;
  readonly children: ReactNode;
}

/** What may be wider than the screen: it scrolls by keyboard too, and shows at which sides there is more of it. */
export function ScrollBox({ box, label, className, onClickCapture, children }: ScrollBoxProps) {
  const { left, right } = useMore(box);
  return (
    <div className="scroll-frame" data-left={left || undefined} data-right={right || undefined}>
      {(left || right) && (
        <p className="scroll-hint" aria-hidden="true">
          {left && "← "}Scroll sideways to see all of it{right && " →"}
        </p>
      )}
      <div className="scroll-shadows">
        <section
          className={className}
          ref={box}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
          tabIndex={0}
          aria-label={label}
          onClickCapture={onClickCapture}
        >
          {children}
        </section>
      </div>
    </div>
  );
}

interface More {
  readonly left: boolean;
  readonly right: boolean;
}

/** At which sides something is out of sight. */
function useMore(box: RefObject<HTMLElement | null>): More {
  const [more, setMore] = useState<More>({ left: false, right: false });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      // A fraction of a pixel is nothing to scroll to.
      const next = { left: scrollLeft > 1, right: scrollLeft + clientWidth < scrollWidth - 1 };
      setMore((last) => (last.left === next.left && last.right === next.right ? last : next));
    };
    const sizes = new ResizeObserver(look);
    // What comes into it later may be wider.
    const contents = new MutationObserver(() => observe());
    const observe = () => {
      sizes.disconnect();
      for (const each of [element, ...element.children]) sizes.observe(each);
    };
    observe();
    contents.observe(element, { childList: true });
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      contents.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [box]);
  return more;
}
