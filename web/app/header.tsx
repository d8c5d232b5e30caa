import { Link, useLocation } from "wouter";
import { useLinkTo } from "./clocks.ts";
import { inNavigation, routes } from "./routes.ts";
import { SearchBox } from "./search-box.tsx";

/** Name of the product, and the way to each view. */
export function Header() {
  const [path] = useLocation();
  const linkTo = useLinkTo();
  return (
    <header className="header">
      <div className="header-line">
        <Link className="header-name" href={linkTo("/")}>
          commissioning-graph <span>Who commissioned care in England, 2010 to 2013</span>
        </Link>
        <SearchBox />
      </div>
      <nav aria-label="Main">
        <ul>
          {routes.map(
            ({ path: to, name }) =>
              name && (
                <li key={to}>
                  <Link href={linkTo(to)} aria-current={to === inNavigation(path) ? "page" : undefined}>
                    {name}
                  </Link>
                </li>
              ),
          )}
          <li>
            <a href="/graphiql/">GraphiQL</a>
          </li>
        </ul>
      </nav>
    </header>
  );
}
