# Numbers for comparisons of groups, cross tables and correlations, made by R.
# Run in this directory: Rscript groups.R   (needs psych, psychTools, effectsize and jsonlite)
library(jsonlite)
suppressPackageStartupMessages({library(psych); library(effectsize)})
made_by <- list(R = R.version.string, psych = as.character(packageVersion("psych")),
                psychTools = as.character(packageVersion("psychTools")),
                effectsize = as.character(packageVersion("effectsize")), command = "Rscript groups.R")

bfi <- psychTools::bfi[, c(paste0("A", 1:5), paste0("N", 1:5), "gender", "education", "age")]
rownames(bfi) <- NULL
write.csv(bfi, "data/bfi_groups.csv", row.names = FALSE, na = "")

# -- intervals of noncentralities by root finding; effectsize minimises and stops at about four digits
root <- function(f, low, high) if (f(low) <= 0) low else uniroot(f, c(low, high), tol = 1e-11, maxiter = 5000)$root
both <- function(g, low, high) c(root(function(l) g(l) - 0.975, low, high), root(function(l) g(l) - 0.025, low, high))
of_t <- function(t, df) suppressWarnings(both(function(l) pt(t, df, l), t - 10, t + 10))
of_f <- function(f, a, b) both(function(l) pf(f, a, b, l), 0, 50 + 4 * f * a)
of_chi2 <- function(x, df) both(function(l) pchisq(x, df, l), 0, 50 + 4 * x)

# -- means of groups
sets <- list(
  chickwts = data.frame(y = chickwts$weight, g = as.character(chickwts$feed)),
  sprays = data.frame(y = InsectSprays$count, g = as.character(InsectSprays$spray)),
  warp_wool = data.frame(y = warpbreaks$breaks, g = as.character(warpbreaks$wool)),
  warp_tension = data.frame(y = warpbreaks$breaks, g = as.character(warpbreaks$tension)),
  bfi_gender = data.frame(y = bfi$A1, g = as.character(bfi$gender)),
  bfi_education = data.frame(y = bfi$A3, g = as.character(bfi$education)))

two_groups <- function(x, y) {
  g <- function(pooled) {
    n <- length(x) + length(y)
    t <- unname(t.test(x, y, var.equal = pooled)$statistic); df <- unname(t.test(x, y, var.equal = pooled)$parameter)
    s <- if (pooled) sqrt(((length(x) - 1) * var(x) + (length(y) - 1) * var(y)) / (n - 2)) else sqrt((var(x) + var(y)) / 2)
    se <- (mean(x) - mean(y)) / t
    J <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
    package <- as.data.frame(hedges_g(x, y, pooled_sd = pooled))
    list(value = package$Hedges_g, ci = J * of_t(t, df) * se / s, effectsize_ci = c(package$CI_low, package$CI_high))
  }
  u <- suppressWarnings(wilcox.test(x, y, exact = FALSE, correct = FALSE))
  r <- as.data.frame(rank_biserial(x, y))
  t <- t.test(x, y, var.equal = TRUE)
  list(t = unname(t$statistic), df = unname(t$parameter), p = t$p.value, ci = as.vector(t$conf.int),
       pooled = g(TRUE), welch = g(FALSE), u = unname(u$statistic), u_p = u$p.value,
       rank_biserial = r[[1]], rank_biserial_ci = c(r$CI_low, r$CI_high))
}

means <- lapply(sets, function(d) {
  d <- na.omit(d); d$g <- factor(d$g); k <- nlevels(d$g); n <- nrow(d)
  welch <- oneway.test(y ~ g, d); fit <- aov(y ~ g, d); table <- summary(fit)[[1]]
  levene <- summary(aov(abs(y - ave(y, g)) ~ g, d))[[1]]
  kruskal <- kruskal.test(y ~ g, d)
  f <- table[1, 4]; fw <- unname(welch$statistic); dfw <- unname(welch$parameter)
  out <- list(data = list(y = d$y, g = as.character(d$g)),
    welch = list(f = fw, df = dfw, p = welch$p.value, ci = {l <- of_f(fw, dfw[1], dfw[2]); l / (l + n)}),
    anova = list(f = f, df = c(table[1, 1], table[2, 1]), p = table[1, 5],
                 omega2 = as.data.frame(omega_squared(fit))$Omega2, ci = {l <- of_f(f, k - 1, n - k); l / (l + n)}),
    levene = list(f = levene[1, 4], df = c(levene[1, 1], levene[2, 1]), p = levene[1, 5]),
    kruskal = list(h = unname(kruskal$statistic), df = unname(kruskal$parameter), p = kruskal$p.value,
                   epsilon2 = unname(rank_epsilon_squared(d$y, d$g, ci = NULL)[[1]]),
                   ranks_eta2_ci = {r <- summary(aov(rank(y) ~ g, d))[[1]][1, 4]; l <- of_f(r, k - 1, n - k); l / (l + n)}))
  if (k > 2) {
    tukey <- TukeyHSD(fit)$g
    out$tukey <- lapply(rownames(tukey), function(pair) list(groups = strsplit(pair, "-")[[1]],
      difference = unname(tukey[pair, "diff"]), ci = unname(tukey[pair, c("lwr", "upr")]), p = unname(tukey[pair, "p adj"])))
  } else out$two <- two_groups(d$y[d$g == levels(d$g)[1]], d$y[d$g == levels(d$g)[2]])
  out
})
means[c("bfi_gender", "bfi_education")] <- lapply(means[c("bfi_gender", "bfi_education")], function(x) x[names(x) != "data"])

# -- cross tables
counted <- list(hair_eye = margin.table(HairEyeColor, c(1, 2)), admissions = margin.table(UCBAdmissions, c(1, 2)),
                departments = margin.table(UCBAdmissions, c(1, 3)),
                titanic = margin.table(Titanic, c(1, 4)), esoph = xtabs(ncontrols ~ agegp + alcgp, esoph))
tables <- lapply(counted, function(t) {
  t <- unclass(t); test <- suppressWarnings(chisq.test(t, correct = FALSE)); k <- min(dim(t)) - 1; n <- sum(t)
  v <- as.data.frame(cramers_v(t, adjust = FALSE, ci = 0.95, alternative = "two.sided"))
  list(counts = unname(apply(t, 1, function(row) unname(row), simplify = FALSE)), chi2 = unname(test$statistic),
       df = unname(test$parameter), p = test$p.value, stdres = unname(apply(test$stdres, 1, unname, simplify = FALSE)),
       v = v[[1]], ci = sqrt(of_chi2(unname(test$statistic), unname(test$parameter)) / (n * k)),
       effectsize_ci = c(v$CI_low, v$CI_high))
})
items <- c(paste0("A", 1:5), paste0("N", 1:5))
bfi_tables <- lapply(c("gender", "education"), function(by) {
  p <- sapply(items, function(item) chisq.test(table(bfi[[item]], bfi[[by]]), correct = FALSE)$p.value)
  list(by = by, p = unname(p), holm = unname(p.adjust(p, "holm")), bh = unname(p.adjust(p, "BH")))
})
small <- list(c(8, 2, 1, 5), c(1, 7, 8, 2), c(0, 6, 5, 4))
fisher <- lapply(small, function(x) list(counts = list(x[1:2], x[3:4]), p = fisher.test(matrix(x, 2, byrow = TRUE))$p.value))

# -- correlations
lower <- function(m) m[upper.tri(m)]    # column by column: pairs (1,2), (1,3), (2,3), …
x <- bfi[, items]
pairwise <- function(method) {
  tested <- corr.test(x, method = method, adjust = "holm", ci = method == "pearson")
  list(r = lower(tested$r), n = lower(tested$n), p = lower(t(tested$p)), holm = lower(tested$p))
}
pearson <- pairwise("pearson")
spearman <- pairwise("spearman")
pairs <- t(combn(items, 2)); pairs <- pairs[order(match(pairs[, 2], items), match(pairs[, 1], items)), ]
pearson$ci <- lapply(seq_len(nrow(pairs)), function(i) as.vector(cor.test(x[[pairs[i, 1]]], x[[pairs[i, 2]]])$conf.int))
kendall <- apply(pairs, 1, function(pair) {
  test <- suppressWarnings(cor.test(x[[pair[1]]], x[[pair[2]]], method = "kendall", exact = FALSE))
  c(test$estimate, test$statistic, test$p.value)
})
complete <- na.omit(bfi[, c(items, "age")])
weighted <- cov.wt(complete[, items], wt = complete$age / sum(complete$age), cor = TRUE)$cor
write_json(list(made_by = made_by, means = means, tables = tables, bfi_tables = bfi_tables, fisher = fisher,
                correlations = list(items = items, pairs = pairs, pearson = pearson, spearman = spearman,
                                    kendall = list(tau = kendall[1, ], z = kendall[2, ], p = kendall[3, ]),
                                    weighted_by_age = lower(weighted))),
           "groups_r.json", digits = NA, auto_unbox = TRUE, na = "null", null = "null")
