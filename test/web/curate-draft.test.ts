import { expect, test } from "vitest";
import type { TabStorage } from "../../web/app/tab-storage.ts";
import {
  draftNames,
  forgetDraft,
  newDraft,
  newKey,
  saveDraft,
  savedDraft,
} from "../../web/views/curate/draft.ts";

function storage(): TabStorage {
  const kept = new Map<string, string>();
  return {
    read: (name) => kept.get(name) ?? null,
    store: (name, text) => void kept.set(name, text),
    forget: (name) => void kept.delete(name),
    names: () => [...kept.keys()],
  };
}

test("a draft is kept under its name until it is forgotten, with its revision and its key", () => {
  const tab = storage();
  const draft = newDraft({ member: "A81001" }, 7);
  saveDraft(tab, "do=membership", draft);
  tab.store("token", "cg_…");
  expect(savedDraft(tab, "do=membership")).toEqual({
    values: { member: "A81001" },
    revision: 7,
    key: draft.key,
  });
  expect(draftNames(tab)).toEqual(["do=membership"]);
  forgetDraft(tab, "do=membership");
  expect(savedDraft(tab, "do=membership")).toBeUndefined();
  expect(draftNames(tab)).toEqual([]);
});

test("what is kept and cannot be read is no draft", () => {
  const tab = storage();
  for (const text of ["", "{", "null", "[]", '{"values":{}}', '{"values":{},"revision":"7","key":"k"}']) {
    tab.store("draft do=end", text);
    expect(savedDraft(tab, "do=end"), text).toBeUndefined();
  }
});

test("no two drafts have one key, which is as long as the API takes", () => {
  const keys = Array.from({ length: 1_000 }, newKey);
  expect(new Set(keys).size).toBe(1_000);
  expect(new Set(keys.map(({ length }) => length))).toEqual(new Set([32]));
});
