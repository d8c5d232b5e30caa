/** Every file of `bad-files`, and what has to be said of it: line, column, what was found and what was expected. */
export const badFiles: Readonly<Record<string, string>> = {
  "an-excel-workbook.csv": "line 1, is the start of an Excel workbook (.xlsx): expected text",
  "an-opendocument-spreadsheet.csv":
    "line 1, is the start of an OpenDocument spreadsheet (.ods): expected text",
  "an-old-excel-workbook.csv":
    "line 1, column 1, is the start of an Excel workbook of before 2007 (.xls): expected CSV",
  "a-pdf.csv": "line 1, column 1, is the start of a PDF document: expected CSV",
  "a-web-page.csv": "line 1, column 1, is the start of a web page (HTML): expected CSV",
  "json.csv": "line 1, column 1, is the start of JSON: expected CSV",
  "xml.csv": "line 1, column 1, is the start of XML: expected CSV",
  "parquet.csv": "line 1, column 1, is the start of a Parquet file: expected CSV",
  "utf-16-without-its-mark.csv": "line 1, column 2, holds a NUL byte: expected text in UTF-8",
  "utf-32.csv": "line 1, column 1, is the start of UTF-32 text: expected CSV",
  "two-encodings.csv": 'is UTF-8 in line 2 and Windows-1252 in line 3 ("MEMBERSHIP,A81002,',
  "a-byte-of-no-encoding.csv":
    "line 2, column 72, holds the byte 0x81, which neither UTF-8 nor Windows-1252 has there",
  "a-nul-byte.csv": "line 2, column 14, holds a NUL byte: expected text",
  "a-cut-gzip.csv": "starts as gzip does, and cannot be read as it: unexpected end of file. Expected a whole",
  "a-zip-of-two-tables.csv": 'holds "a.csv", "b.csv": expected a zip with one file',
  "a-zip-without-a-table.csv": "holds no CSV file, but ",
  "only-empty-lines.csv": "has no row that is not empty: expected a header and rows",
  "no-header.csv": 'line 1, is no header that is known: found "MEMBERSHIP,A81001,5E1',
  "a-title-above-the-header.csv":
    'line 1, is no header that is known: found "Memberships of 2011", expected one with from',
  "a-header-of-other-words.csv": 'line 1, is no header that is known: found "Practice,Trust,Start", expected',
  "a-column-that-is-not-known.csv": 'line 1, column 9, is "remarks": expected columns of facts: kind, from',
  "a-column-twice.csv": 'line 1, column 9, is "Valid From" a second time: expected it once',
  "a-header-without-source.csv": "line 1, lacks the column source: expected it in the header",
  "a-header-without-kind.csv": "line 1, lacks the column kind: expected it in the header",
  "a-broken-quote-in-the-header.csv": "line 1: its quotes are broken",
  "a-quote-never-closed.csv": "line 3, column 9: a quote is opened and never closed: expected a second",
  "text-behind-a-closing-quote.csv":
    'line 3, column 9: a quoted cell goes on behind its closing quote: expected ""',
  "a-quote-in-a-bare-cell.csv":
    "line 2, column 9: a quote stands inside a cell that is not quoted: expected the whole cell in quotes",
  "a-row-of-70-kilobytes.csv": "line 2, column 9: the row is longer than 65536 bytes: expected a few hundred",
  "too-few-cells.csv": "line 3: it has 8 columns: expected 9, as the first row has",
  "too-many-cells.csv": "line 2: it has 10 columns: expected 9, as the first row has",
  "a-note-as-long-as-a-document.csv":
    "line 2, note: it has 2001 characters: expected 2000 characters or fewer",
  "a-control-character.csv":
    "line 2, note: it holds the character U+0007: expected text, with tabs and new lines at most",
  "a-day-that-never-was.csv":
    'line 2, validFrom: "2011-02-30" is not a date: expected a day that exists as YYYY-MM-DD',
  "a-date-in-words.csv": 'line 2, validFrom: "the first of April" is not a date: expected',
  "a-date-with-a-time.csv": 'line 2, validFrom: "2011-04-01 09:30" is not a date: expected',
  "day-or-month-first.csv":
    'line 2, validFrom: "01/04/2001" may have the day or the month first, and no other line tells: expected YYYY-MM-DD',
  "day-and-month-first.csv":
    'line 2, validFrom: "13/04/2001" has the day first, and line 3, "04/13/2001", the month: expected one order',
  "a-year-of-two-digits.csv":
    'line 2, validFrom: "13/04/01" may be read in several ways: expected YYYY-MM-DD',
  "excel-numbers-among-dates.csv":
    'line 2, validFrom: "36982" looks like one of Excel\'s day numbers, while line 3 has "2001-04-01": expected one or the other',
  "a-month-13.csv": 'line 2, validTo: "20131331" is not a date: expected',
  "a-kind-that-is-none.csv": 'line 2, kind: "MEMBER" is not known: expected MEMBERSHIP, OUTSIDE',
  "a-status-that-is-none.csv": 'line 2, status: "FULL" is not known: expected PROPOSED, SHADOW, ESTABLISHED',
  "a-confidence-that-is-none.csv": 'line 2, confidence: "SURE" is not known: expected CONFIRMED',
  "no-confidence.csv": "line 2, confidence: it is empty: expected how far it can be trusted",
  "no-status.csv": "line 2, status: it is empty: expected how far the membership had come",
  "no-from.csv": "line 2, from: it is empty: expected code of the organisation",
  "no-to.csv": "line 2, to: it is empty: expected code of the other organisation",
  "a-name-for-a-code.csv": 'line 2, from: "The Densham Surgery" is not an organisation code: expected',
  "an-amount-with-separators.csv": 'line 2, amountGbp: "870,000,000" is not an amount: expected digits alone',
  "an-amount-with-a-sign.csv": 'line 2, amountGbp: "£870000000" is not an amount: expected digits alone',
  "an-amount-below-nothing.csv": 'line 2, amountGbp: "-1" is not an amount: expected digits alone',
  "an-amount-with-a-decimal-comma.csv":
    'line 2, amountGbp: "870000000,50" is not an amount: expected digits alone',
  "a-budget-without-an-amount.csv": "line 2, amountGbp: it is empty: expected pounds",
  "a-share-in-percent.csv": 'line 2, shareOfBudget: "25%" is not a share: expected 0 to 1',
  "a-share-over-1.csv": 'line 2, shareOfBudget: "25" is not a share: expected 0 to 1',
  "a-financial-year-of-one-year.csv":
    'line 2, financialYear: "2011" is not a financial year: expected two years',
  "a-reason-that-is-none.csv": 'line 2, reason: "BORED" is not known: expected UNDECIDED',
  "a-column-of-another-kind.csv":
    "line 2, status: a BUDGET has no status: expected it empty, and only validFrom, financialYear, amountGbp filled",
  "a-report-without-its-day.csv": "line 2, validFrom: it is empty: expected first day",
  "a-source-that-is-not-known.csv":
    'line 2, source: "NOWHERE" is not a source that is known: expected one that is',
  "no-source.csv": "line 2, source: it is empty: expected code of a source",
  "a-source-known-otherwise.csv":
    'line 2, sourceTitle: "Another title" is not what is known of the source TEST: expected "Test"',
  "a-new-source-without-publisher.csv": "line 2, publisher: it is empty: expected who published it",
  "a-code-of-a-source-with-spaces.csv": 'line 2, code: "A NEW ONE" is not a source\'s code: expected letters',
  "a-source-twice-otherwise.csv": "line 3, code: line 2 says otherwise of NEW: expected it once",
  "an-organisation-that-is-not-there.csv":
    "line 2, to: 5ZZ is not in the graph: expected an organisation that is",
  "an-asserting-body-that-is-not-there.csv": "line 2, assertedBy: 5ZZ is not in the graph: expected",
  "a-practice-in-an-sha.csv":
    "line 2, to: Q30 is a SHA: expected a CONSORTIUM or PCT where a MEMBERSHIP ends",
  "a-report-of-a-consortium.csv":
    "line 2, from: hunts-health is a CONSORTIUM: expected a PCT where a REPORT starts",
  "its-own-successor.csv": "line 2, to: 5E1 is both ends: expected another organisation",
  "an-end-before-its-start.csv":
    "line 2, validTo: 2001-03-31 lies before validFrom, 2001-04-01: expected that day or a later one",
  "a-start-before-the-pct-opened.csv":
    "line 2, validFrom: 2000-04-01 lies before 5E1 opened: expected 2001-04-01 or later",
  "an-end-after-the-pct-closed.csv":
    "line 2, validTo: 2013-04-01 lies after 5E1 closed: expected 2013-03-31 or earlier",
  "no-end-though-the-pct-closed.csv":
    "line 2, validTo: it has no end, but 5E1 closed on 2013-03-31: expected 2013-03-31 or earlier",
  "said-twice-otherwise.csv": "line 3, from: line 2 says otherwise of the same matter",
  "an-organisation-without-a-name.csv": "line 2, name: it is empty: expected its name",
  "an-organisation-of-another-kind.csv":
    "line 2, kind: A81001 is a PRACTICE in the graph: expected that, not PCT",
  "an-organisation-closed-before-it-opened.csv":
    "line 2, closed: 2011-03-31 lies before it opened: expected 2011-04-01 or later",
  "an-organisation-twice-otherwise.csv": "line 3, code: line 2 says otherwise of 5AA: expected it once",
  "a-list-size-in-words.csv": 'line 2, listSize: "about 5000" is not a whole number: expected digits alone',
  "neither-true-nor-false.csv": 'line 2, statutory: "perhaps" is neither true nor false: expected',
  "a-month-that-is-none.csv": 'line 2, validFrom: "1 Junk 2011" is not a date: expected a day',
  "a-list-size-of-a-pct.csv":
    "line 2, listSize: a PCT has no listSize: expected it empty, since only a PRACTICE has it",
  "a-wave-of-a-practice.csv":
    "line 2, pathfinderWave: a PRACTICE has no pathfinderWave: expected it empty, since only a CONSORTIUM has it",
  "a-count-that-cannot-be.csv": "line 2, listSize: 41000000000 is not a count: expected 0 to 100000000",
  "a-source-at-a-script.csv":
    'line 2, url: "javascript:alert(1)" is not a web address: expected one that begins',
  "a-new-source-that-is-to-come.csv":
    'line 2, published: "2999-01" is to come: expected when it was published, today (',
  "a-new-source-at-no-address.csv": 'line 2, url: "www.example.org" is not a web address: expected one that',
  "an-xz-archive.csv": "is the start of an xz archive: expected CSV text, so unpack it",
  "a-rar-archive.csv": "is the start of a RAR archive: expected CSV text, so unpack it",
  "a-zstandard-archive.csv": "is the start of a Zstandard archive: expected CSV text, so unpack it",
  "a-zip-of-nothing.csv": "is the start of a zip with nothing in it: expected CSV text",
  "a-gzip-in-a-gzip.csv":
    "is the start of gzip in another archive: expected CSV text, so unpack the outer one",
  "a-pointer-of-git-lfs.csv":
    "is the start of a pointer of Git LFS, which stands for the file itself: expected",
};
