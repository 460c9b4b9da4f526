# Writes data/ability.csv and reliability_r.json: what R's psych says about split halves, lambda-2, squared multiple
# correlations and pairwise deletion, and about the moments of single items.
# Run from this directory after data.R: Rscript reliability.R
suppressMessages({
  library(jsonlite)
  library(psych)
  library(psychTools)
})
data(ability, package = "psychTools")
ability <- as.data.frame(ability)
names(ability) <- sub(".", "", names(ability), fixed = TRUE)
write.csv(ability, "data/ability.csv", row.names = FALSE, na = "", quote = FALSE)

sets <- fromJSON("sets.json", simplifyMatrix = FALSE)
sets$ability <- list(scales = list(reason = names(ability)[1:4], letter = names(ability)[5:8],
                                   matrix = names(ability)[9:12], rotate = names(ability)[13:16]))

coefficients <- function(x, use) {
  k <- ncol(x)
  C <- cov(x, use = use)
  a <- suppressWarnings(psych::alpha(C, check.keys = FALSE, warnings = FALSE, n.obs = nrow(x)))
  split <- suppressMessages(suppressWarnings(psych::splitHalf(C, covar = TRUE, check.keys = FALSE, n.sample = 2)))
  R <- cov2cor(C)
  list(
    alpha = a$total$raw_alpha, alpha_standardised = a$total$std.alpha, item_total = a$item.stats$r.drop,
    alpha_if_deleted = if (k > 2) a$alpha.drop$raw_alpha else NULL,
    lambda2 = unname(split$lambda2), smc = unname(psych::smc(R)),
    inter_item = list(mean = a$total$average_r, min = min(R[lower.tri(R)]), max = max(R[lower.tri(R)]))
  )
}

half <- function(x) {
  if (ncol(x) < 2) return(NULL)
  suppressWarnings(psych::alpha(x, check.keys = FALSE, warnings = FALSE))$total$raw_alpha
}

scale <- function(x) {
  complete <- na.omit(x)
  k <- ncol(x)
  cut <- ceiling(k / 2)
  first <- complete[, 1:cut, drop = FALSE]
  second <- complete[, (cut + 1):k, drop = FALSE]
  r <- cor(rowSums(first), rowSums(second))
  pairs <- psych::pairwiseCount(x)
  c(
    list(n = nrow(complete), total = list(mean = mean(rowSums(complete)), variance = var(rowSums(complete)))),
    coefficients(complete, "everything"),
    list(item_total_raw = as.numeric(cor(complete, rowSums(complete)))),
    list(
      split_half = list(alpha_first = half(first), alpha_second = half(second), r = r, spearman_brown = 2 * r / (1 + r),
                        guttman = 4 * cov(rowSums(first), rowSums(second)) / var(rowSums(complete))),
      pairwise = c(list(n = min(pairs), n_mean = mean(pairs[lower.tri(pairs)])),
                   coefficients(x, "pairwise.complete.obs"))
    )
  )
}

item <- function(x) {
  x <- x[!is.na(x)]
  ci <- t.test(x)$conf.int
  list(n = length(x), se = sd(x) / sqrt(length(x)), ci = as.numeric(ci),
       skewness = psych::skew(x, type = 2), kurtosis = psych::kurtosi(x, type = 2))
}

result <- list(made_by = list(
  program = R.version.string, command = "Rscript reliability.R",
  packages = sapply(c("psych", "psychTools", "jsonlite"), function(p) as.character(packageVersion(p)), simplify = FALSE)
))
for (name in names(sets)) {
  data <- read.csv(file.path("data", paste0(name, ".csv")))
  result[[name]] <- list(
    scales = c(list(overall = scale(data)), lapply(sets[[name]]$scales, function(items) scale(data[, items]))),
    items = lapply(data, item),
    # The items that psych::alpha turns by itself, from the first principal component.
    turned = lapply(sets[[name]]$scales, function(items) {
      found <- suppressWarnings(psych::alpha(data[, items], check.keys = TRUE, warnings = FALSE))
      I(items[grepl("-", unlist(found$keys), fixed = TRUE)])
    })
  )
}
write(toJSON(result, auto_unbox = TRUE, digits = 15, null = "null", na = "null"), "reliability_r.json")
