# Practices without a consortium as a data frame, paged to the end, and the delegation summary of each SHA.
#
#   install.packages(c("httr2", "jsonlite"))
#   Rscript orphaned_practices.R [URL] [AS-OF]      such as http://127.0.0.1:4000/graphql 2011-04-01
#
# The server is started with `npm start` in the repository. Practices of the demonstration graph are made up: their
# confidence is SYNTHETIC. Needs R 4.1 or later, httr2, jsonlite.
#
# What was checked: `npm run test:clients` runs it with R 4.2.2, httr2 0.2.2 and jsonlite 1.8.4 (Debian 12: r-base-core,
# r-cran-httr2, r-cran-jsonlite), and compares its counts with the API's own.

library(httr2)
library(jsonlite)

arguments <- commandArgs(trailingOnly = TRUE)
url <- if (length(arguments) >= 1) arguments[[1]] else "http://127.0.0.1:4000/graphql"
as_of <- if (length(arguments) >= 2) arguments[[2]] else "2011-04-01"
# Pages belong together when all are read as known at one instant.
known_at <- format(Sys.time(), "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")

orphans_query <- "
query Orphans($asOf: Date, $knownAt: DateTime, $after: String) {
  orphanedPractices(asOf: $asOf, knownAt: $knownAt, first: 500, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      code
      name
      listSize
      standing
      outsideReason
      orphanedSince
      confidence
      pct { code name }
      sha { code name }
    }
  }
}"

shas_query <- "
query SHAs($asOf: Date, $knownAt: DateTime) {
  shas(asOf: $asOf, knownAt: $knownAt) { nodes { code name } }
}"

summary_query <- "
query Summary($within: String, $asOf: Date, $knownAt: DateTime) {
  delegationSummary(within: $within, asOf: $asOf, knownAt: $knownAt) {
    pcts
    delegatedOrReady
    delegatedGbp
    delegatedShare
    practicesOutside
  }
}"

# The data of an answer as lists; stops with the server's own words on an error.
ask <- function(query, variables) {
  asked <- request(url) |>
    req_body_json(list(query = query, variables = variables), auto_unbox = TRUE, null = "null") |>
    req_error(is_error = \(response) FALSE)
  response <- tryCatch(req_perform(asked), error = \(failure) stop("No server answers at ", url, call. = FALSE))
  answer <- fromJSON(resp_body_string(response), simplifyVector = FALSE)
  if (!is.null(answer$errors)) stop(answer$errors[[1]]$message, call. = FALSE)
  answer$data
}

# A missing value instead of the NULL that a data frame cannot hold.
or_missing <- function(value) if (is.null(value)) NA else value

practice_row <- function(node) {
  data.frame(
    code = node$code,
    name = node$name,
    list_size = as.integer(or_missing(node$listSize)),
    standing = node$standing,
    outside_reason = as.character(or_missing(node$outsideReason)),
    orphaned_since = as.Date(as.character(or_missing(node$orphanedSince))),
    confidence = node$confidence,
    pct = as.character(or_missing(node$pct$name)),
    sha = as.character(or_missing(node$sha$name))
  )
}

# A row a practice, of every page.
orphaned_practices <- function() {
  rows <- list()
  after <- NULL
  repeat {
    variables <- list(asOf = as_of, knownAt = known_at, after = after)
    page <- ask(orphans_query, variables)$orphanedPractices
    rows <- c(rows, lapply(page$nodes, practice_row))
    if (!isTRUE(page$pageInfo$hasNextPage)) break
    after <- page$pageInfo$endCursor
  }
  do.call(rbind, rows)
}

summary_row <- function(sha) {
  variables <- list(within = sha$code, asOf = as_of, knownAt = known_at)
  summary <- ask(summary_query, variables)$delegationSummary
  data.frame(
    code = sha$code,
    name = sha$name,
    pcts = summary$pcts,
    delegated_or_ready = summary$delegatedOrReady,
    delegated_gbp = as.numeric(or_missing(summary$delegatedGbp)),
    delegated_share = round(as.numeric(or_missing(summary$delegatedShare)), 3),
    practices_outside = summary$practicesOutside
  )
}

orphans <- orphaned_practices()
orphans$days_outside <- as.integer(as.Date(as_of) - orphans$orphaned_since)
shas <- ask(shas_query, list(asOf = as_of, knownAt = known_at))$shas$nodes
by_sha <- do.call(rbind, lapply(shas, summary_row))

options(width = 120) # a summary row a line
cat(nrow(orphans), "practices with", sum(orphans$list_size, na.rm = TRUE), "patients on", as_of, "\n\n")
print(aggregate(list_size ~ standing, data = orphans, FUN = \(sizes) c(practices = length(sizes), patients = sum(sizes))))
cat("\n")
print(by_sha, row.names = FALSE)
