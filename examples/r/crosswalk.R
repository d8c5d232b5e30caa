# Who took over whose practices between two days as a data frame: by default from PCTs to the groups of 1 April 2013.
#
#   install.packages(c("httr2", "jsonlite"))
#   Rscript crosswalk.R [URL] [FROM] [TO]      such as http://127.0.0.1:4000/graphql PCT@2013-03-31 CONSORTIUM@2013-04-01
#
# The server is started with `npm start` in the repository, better with the real files imported (docs/imports.md): the
# made-up practices of the demonstration are in no group after March 2013. Needs R 4.1 or later, httr2, jsonlite.
#
# What was checked: `npm run test:clients` runs it with R 4.2.2, httr2 0.2.2 and jsonlite 1.8.4 (Debian 12: r-base-core,
# r-cran-httr2, r-cran-jsonlite), and compares its counts with the API's own.

library(httr2)
library(jsonlite)

arguments <- commandArgs(trailingOnly = TRUE)
url <- if (length(arguments) >= 1) arguments[[1]] else "http://127.0.0.1:4000/graphql"
first <- strsplit(if (length(arguments) >= 2) arguments[[2]] else "PCT@2013-03-31", "@")[[1]]
second <- strsplit(if (length(arguments) >= 3) arguments[[3]] else "CONSORTIUM@2013-04-01", "@")[[1]]

crosswalk_query <- "
query Crosswalk($from: OrganisationKind!, $fromAsOf: Date!, $to: OrganisationKind!, $toAsOf: Date!) {
  crosswalk(from: $from, fromAsOf: $fromAsOf, to: $to, toAsOf: $toAsOf) {
    from { code name }
    to { code name }
    practices
    patients
    shareOfFrom
    shareOfTo
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

# The codes are missing where practices had no such body on that day.
pair_row <- function(pair) {
  data.frame(
    from = as.character(or_missing(pair$from$code)),
    to = as.character(or_missing(pair$to$code)),
    practices = pair$practices,
    patients = as.numeric(or_missing(pair$patients)),
    share_of_from = as.numeric(or_missing(pair$shareOfFrom)),
    share_of_to = as.numeric(or_missing(pair$shareOfTo))
  )
}

variables <- list(from = first[[1]], fromAsOf = first[[2]], to = second[[1]], toAsOf = second[[2]])
pairs <- do.call(rbind, lapply(ask(crosswalk_query, variables)$crosswalk, pair_row))

cat(nrow(pairs), "pairs,", sum(pairs$practices), "practices\n\n")
print(pairs, row.names = FALSE)
