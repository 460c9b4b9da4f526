# Numbers for items, correlations, cross tables, group comparisons and scores, made by R alone.
# Run in this directory: Rscript items_groups_scores.R   (needs psych for its bfi data, and jsonlite)
library(jsonlite)
versions <- list(R = R.version.string, psych = as.character(packageVersion("psych")),
                 command = "Rscript items_groups_scores.R")
save <- function(x, file) write_json(c(list(versions = versions), x), file, digits = NA, auto_unbox = TRUE,
                                     na = "null", null = "null", pretty = TRUE)

# 240 rows of the Big Five Inventory: ten 6-point items with gaps, gender, education (missing for some).
bfi <- psych::bfi[seq(1, 2800, length.out = 240), c(paste0("A", 1:5), paste0("C", 1:5), "gender", "education")]
rownames(bfi) <- NULL
write.csv(bfi, "items_bfi.csv", row.names = FALSE, na = "")
names <- c(paste0("A", 1:5), paste0("C", 1:5))

# -- items and correlations
describe <- function(x) {
  x <- x[!is.na(x)]
  list(n = length(x), mean = mean(x), sd = sd(x), median = median(x),
       counts = as.list(table(factor(x, levels = 1:6))))
}
complete <- na.omit(bfi[, names])
total <- rowSums(complete)
k <- floor(0.27 * length(total) + 0.5)
high <- sort(total, decreasing = TRUE)[k]
low <- sort(total)[k]
ratio <- lapply(complete, function(x) unname(t.test(x[total >= high], x[total <= low], var.equal = TRUE)$statistic))
extremes <- lapply(complete, function(x) {
  upper <- x[total >= high]; lower <- x[total <= low]
  test <- t.test(upper, lower, var.equal = TRUE)
  list(n_upper = length(upper), n_lower = length(lower), mean_upper = mean(upper), mean_lower = mean(lower),
       df = unname(test$parameter), p = test$p.value)
})
save(list(items = lapply(bfi[, names], describe), critical_ratio = ratio, extremes = extremes,
          r = apply(cor(bfi[, names], use = "pairwise.complete.obs"), 1, as.list)), "items_bfi.json")

# -- cross tables
crosstab <- function(item, by) {
  ok <- !is.na(bfi[[item]]) & !is.na(bfi[[by]])
  t <- table(bfi[[item]][ok], bfi[[by]][ok])    # answers nobody gave have no row
  test <- suppressWarnings(chisq.test(t, correct = FALSE))
  v <- sqrt(unname(test$statistic) / (sum(t) * (min(dim(t)) - 1)))
  list(item = item, by = by, counts = unname(apply(t, 1, function(row) unname(row), simplify = FALSE)),
       chi2 = unname(test$statistic), df = unname(test$parameter), p = test$p.value, cramers_v = v)
}
tables <- unlist(lapply(c("gender", "education"), function(by) lapply(names, crosstab, by = by)), recursive = FALSE)
tea <- matrix(c(3, 1, 1, 3), 2)               # Fisher (1935), the lady tasting tea
job <- matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4)   # Agresti (2002), p. 57
set.seed(20260101)
save(list(tables = tables,
          fisher = list(counts = tea, p = fisher.test(tea)$p.value),
          simulated = list(counts = job, draws = 2e6, chi2 = unname(suppressWarnings(chisq.test(job))$statistic),
                           p = chisq.test(job, simulate.p.value = TRUE, B = 2e6)$p.value)), "crosstabs_bfi.json")

# -- comparisons of groups
games_howell <- function(x, g) {
  n <- tapply(x, g, length); m <- tapply(x, g, mean); v <- tapply(x, g, var) / n
  k <- length(n)
  apply(combn(k, 2), 2, function(pair) {
    a <- pair[1]; b <- pair[2]
    se <- sqrt(v[a] + v[b])
    df <- (v[a] + v[b])^2 / (v[a]^2 / (n[a] - 1) + v[b]^2 / (n[b] - 1))
    reach <- qtukey(0.95, k, df) / sqrt(2) * se
    d <- m[a] - m[b]
    list(groups = names(n)[pair], difference = unname(d), ci = unname(c(d - reach, d + reach)),
         p = unname(ptukey(abs(d) / se * sqrt(2), k, df, lower.tail = FALSE)))
  }, simplify = FALSE)
}
dunn <- function(x, g) {
  r <- rank(x); N <- length(x); n <- tapply(x, g, length); m <- tapply(r, g, mean)
  t <- table(x); s2 <- N * (N + 1) / 12 - sum(t^3 - t) / (12 * (N - 1))
  pairs <- combn(length(n), 2)
  z <- (m[pairs[1, ]] - m[pairs[2, ]]) / sqrt(s2 * (1 / n[pairs[1, ]] + 1 / n[pairs[2, ]]))
  p.adjust(2 * pnorm(-abs(unname(z))), "holm")
}
compare <- function(item, by) {
  ok <- !is.na(bfi[[item]]) & !is.na(bfi[[by]])
  x <- bfi[[item]][ok]; g <- factor(bfi[[by]][ok])
  test <- oneway.test(x ~ g)
  list(item = item, by = by, n = as.list(tapply(x, g, length)), mean = as.list(tapply(x, g, mean)),
       sd = as.list(tapply(x, g, sd)), statistic = unname(test$statistic), df = unname(test$parameter),
       p = test$p.value, pairs = games_howell(x, g))
}
welch <- lapply(c("gender", "education"), function(by) {
  found <- lapply(names, compare, by = by)
  adjusted <- p.adjust(sapply(found, function(c) c$p), "holm")
  Map(function(c, p) c(c, list(p_adjusted = p)), found, adjusted)
})
# Groups of which one has no spread; made up for this purpose.
x <- c(5, 5, 5, 5, 3, 4, 2, 3, 5, 1, 2, 2, 3, 1, 4)
g <- rep(c("a", "b", "c"), c(4, 5, 6))
two <- g != "c"
mw <- wilcox.test(x[two & g == "a"], x[two & g == "b"], exact = FALSE, correct = FALSE)
kw <- kruskal.test(x, factor(g))
save(list(welch = unlist(welch, recursive = FALSE),
          ranks = list(x = x, g = g, kruskal = list(h = unname(kw$statistic), df = unname(kw$parameter),
                                                     p = kw$p.value, dunn = dunn(x, g)),
                       mann_whitney = list(u = unname(mw$statistic), p = mw$p.value)),
          tukey = list(q = 3.5, k = 4, df = c(2.5, 17.3, 240),
                       p = ptukey(3.5, 4, c(2.5, 17.3, 240), lower.tail = FALSE),
                       upper5 = qtukey(0.95, 4, c(2.5, 17.3, 240)))), "compare_bfi.json")

# -- scores: R's attitude data, percentages of favourable answers, six predictors of the overall rating
data(attitude)
y <- attitude$rating; X <- as.matrix(attitude[, -1]); n <- nrow(X)
interval <- function(x) unname(t.test(x)$conf.int[1:2])
e <- eigen(cor(X)); root <- e$vectors %*% diag(sqrt(e$values)) %*% t(e$vectors)
beta <- solve(root, cor(X, y))
relative <- as.vector(root^2 %*% beta^2)
unit <- X / 100; p <- sweep(unit, 2, colSums(unit), "/")
entropy <- 1 + colSums(p * log(p)) / log(n)
critic <- apply(unit, 2, sd) * rowSums(1 - cor(unit))
names(relative) <- colnames(X)
w <- c(1, 2, 3, 1, 2, 1) / 10
lean <- factor(rep(c("odd", "even"), 15))
save(list(data = attitude, r2 = summary(lm(rating ~ ., attitude))$r.squared,
          items = lapply(as.data.frame(X), function(x) list(score = mean(x), ci = interval(x))),
          index = list(score = mean(rowMeans(X)), ci = interval(rowMeans(X))),
          columns = list(w = w, score = mean(X %*% w), ci = interval(X %*% w)),
          relative = as.list(relative), entropy = as.list(entropy / sum(entropy)),
          critic = as.list(critic / sum(critic)),
          groups = lapply(split(rowMeans(X), lean), function(x) list(score = mean(x), ci = interval(x)))),
     "scores_attitude.json")
