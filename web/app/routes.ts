import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { England } from "../views/england/england.tsx";

export interface ViewRoute {
  readonly path: string;
  /** Its name in the navigation; none where it is reached from other pages only. */
  readonly name?: string;
  readonly view: ComponentType | LazyExoticComponent<ComponentType>;
}

/** The view of England has an address of its own beside the start's. */
const england = "/england";

/** The address of what other sites show in a frame. */
export const embed = "/embed";

/** The address in the navigation of the view that an address shows. */
export const inNavigation = (path: string): string => (path === england ? "/" : path);

/** Every view, in the order of the navigation: a view is a folder in views/ and a line here. Only England is loaded at once. */
export const routes: readonly ViewRoute[] = [
  { path: "/", name: "England", view: England },
  { path: england, view: England },
  {
    path: embed,
    view: lazy(() => import("../views/england/embed.tsx").then(({ Embed }) => ({ default: Embed }))),
  },
  {
    path: "/organisations/:code",
    view: lazy(() =>
      import("../views/organisation/organisation.tsx").then(({ Organisation }) => ({
        default: Organisation,
      })),
    ),
  },
  {
    path: "/find",
    name: "Find",
    view: lazy(() => import("../views/find/find.tsx").then(({ Find }) => ({ default: Find }))),
  },
  {
    path: "/beside",
    name: "Side by side",
    view: lazy(() => import("../views/beside/beside.tsx").then(({ Beside }) => ({ default: Beside }))),
  },
  {
    path: "/flows",
    name: "Flows",
    view: lazy(() => import("../views/flows/flows.tsx").then(({ Flows }) => ({ default: Flows }))),
  },
  {
    path: "/orphans",
    name: "Orphans",
    view: lazy(() => import("../views/orphans/orphans.tsx").then(({ Orphans }) => ({ default: Orphans }))),
  },
  {
    path: "/compare",
    name: "Compare",
    view: lazy(() => import("../views/compare/compare.tsx").then(({ Compare }) => ({ default: Compare }))),
  },
  {
    path: "/conflicts",
    name: "Conflicts",
    view: lazy(() =>
      import("../views/conflicts/conflicts.tsx").then(({ Conflicts }) => ({ default: Conflicts })),
    ),
  },
  {
    path: "/story",
    name: "Story",
    view: lazy(() => import("../views/story/story.tsx").then(({ Story }) => ({ default: Story }))),
  },
  {
    path: "/curate",
    name: "Curate",
    view: lazy(() => import("../views/curate/curate.tsx").then(({ Curate }) => ({ default: Curate }))),
  },
  {
    path: "/search",
    view: lazy(() => import("../views/search/search.tsx").then(({ Search }) => ({ default: Search }))),
  },
];
