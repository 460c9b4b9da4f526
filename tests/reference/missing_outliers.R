# Writes missing_outliers.json: gaps filled with the person's own mean of a scale and alpha after it; squared
# Mahalanobis distances of complete rows and which of them are outliers.
# Run from this directory after data.R: Rscript missing_outliers.R
suppressMessages({
  library(jsonlite)
  library(psych)
})
bfi <- read.csv("data/bfi.csv")
scales <- fromJSON("sets.json")$bfi$scales
scales$pair <- NULL

# More gaps than the data have: where 7 × row + 3 × column leaves 0 when divided by 5, in the first 600 rows.
holes <- bfi[1:600, ]
for (column in seq_along(holes)) holes[(7 * (1:600) + 3 * column) %% 5 == 0, column] <- NA

filled <- function(x, least) {
  n <- rowSums(!is.na(x))
  own <- rowMeans(x, na.rm = TRUE)
  enough <- n > 0 & n >= least * ncol(x)
  for (column in seq_along(x)) {
    gap <- is.na(x[[column]]) & enough
    x[[column]][gap] <- own[gap]
  }
  x
}

person_mean <- lapply(c(half = 0.5, four_fifths = 0.8), function(least) lapply(scales, function(items) {
  after <- filled(holes[items], least)
  complete <- na.omit(after)
  list(n = nrow(complete), filled = sum(is.na(holes[items])) - sum(is.na(after)),
       alpha = suppressWarnings(psych::alpha(complete, check.keys = FALSE, warnings = FALSE))$total$raw_alpha)
}))

complete <- na.omit(bfi)
distance <- mahalanobis(complete, colMeans(complete), cov(complete))
by_psych <- psych::outlier(complete, plot = FALSE)
stopifnot(max(abs(distance - by_psych)) < 1e-8)
p <- pchisq(distance, ncol(complete), lower.tail = FALSE)

write_json(list(
  made_by = paste0("R ", getRversion(), ", psych ", packageVersion("psych")),
  person_mean = person_mean,
  outliers = list(n = nrow(complete), first = unname(distance[1:20]), sum = sum(distance),
                  rows = as.integer(rownames(complete))[p < 0.001])
), "missing_outliers.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
