# Writes r.json: what R says about each data set of sets.json, listwise throughout.
# Run from this directory: Rscript factors_reliability.R
#
# Rotations and iterative extractions stop early by default (varimax 1e-5, psych's principal axis 1e-3, minres about
# 1e-5); here each is run on to its limit, so that the numbers are those of the method and not of the stop.
suppressMessages({
  library(jsonlite)
  library(psych)
  library(GPArotation)
})

sets <- fromJSON("sets.json", simplifyMatrix = FALSE)

# Factors by falling sum of squares, each with a sum of loadings >= 0.
arrange <- function(L, Phi = diag(ncol(L))) {
  ss <- diag(Phi %*% t(L) %*% L)
  order <- order(-ss)
  sign <- ifelse(colSums(L) < 0, -1, 1)[order]
  L <- L[, order, drop = FALSE] %*% diag(sign, length(sign))
  Phi <- diag(sign, length(sign)) %*% Phi[order, order, drop = FALSE] %*% diag(sign, length(sign))
  list(loadings = L, ss = ss[order], phi = Phi)
}

kaiser_varimax <- function(L) {
  rotated <- stats::varimax(L, normalize = TRUE, eps = 1e-15)$loadings
  matrix(rotated, nrow(L))
}

rotations <- function(L) {
  L <- matrix(L, nrow(L))
  h <- sqrt(rowSums(L^2))
  pro <- psych::kaiser(kaiser_varimax(L), rotate = "Promax")
  obl <- GPArotation::oblimin(L, normalize = FALSE, eps = 1e-7, maxit = 5000)
  list(
    none = arrange(L), varimax = arrange(kaiser_varimax(L)),
    promax = arrange(matrix(pro$loadings, nrow(L)), pro$Phi), oblimin = arrange(matrix(obl$loadings, nrow(L)), obl$Phi),
    # Where the varimax criterion has several maxima the highest counts.
    varimax_criterion = sum(apply((kaiser_varimax(L) / h)^2, 2, function(x) mean(x^2) - mean(x)^2))
  )
}

extractions <- function(x, m) {
  R <- cor(x)
  e <- eigen(R)
  principal <- e$vectors[, 1:m, drop = FALSE] %*% diag(sqrt(e$values[1:m]), m)
  paf <- psych::fa(R, m, n.obs = nrow(x), fm = "pa", rotate = "none", min.err = 1e-12, max.iter = 20000, SMC = TRUE)
  minres <- psych::fa(R, m, n.obs = nrow(x), fm = "minres", rotate = "none")
  ml <- factanal(covmat = R, n.obs = nrow(x), factors = m, rotation = "none",
                 control = list(opt = list(factr = 1, pgtol = 0, maxit = 1e5)))
  list(
    principal = rotations(principal),
    paf = c(rotations(paf$loadings), list(communalities = paf$communality)),
    minres_default_stop = list(communalities = minres$communality),
    ml = c(rotations(ml$loadings), list(communalities = 1 - ml$uniquenesses))
  )
}

reliability <- function(x) {
  x <- na.omit(x)
  k <- ncol(x)
  a <- suppressWarnings(psych::alpha(x, check.keys = FALSE, warnings = FALSE))
  ci <- psych::alpha.ci(a$total$raw_alpha, nrow(x), k)
  omega <- NULL
  if (k > 2) {
    one <- suppressWarnings(
      psych::fa(cor(x), 1, n.obs = nrow(x), fm = "pa", rotate = "none", min.err = 1e-12, max.iter = 20000, SMC = TRUE))
    lambda <- one$loadings[, 1]
    if (max(lambda^2) < 0.995) omega <- sum(lambda)^2 / (sum(lambda)^2 + sum(1 - lambda^2))
  }
  list(
    n = nrow(x), items = k, alpha = a$total$raw_alpha, alpha_ci = c(ci$lower.ci, ci$upper.ci),
    alpha_standardised = a$total$std.alpha, omega_total = omega,
    mean = unname(colMeans(x)), sd = unname(apply(x, 2, sd)), item_total = a$item.stats$r.drop,
    alpha_if_deleted = if (k > 2) a$alpha.drop$raw_alpha else NULL,
    guttman6 = a$total$`G6(smc)`
  )
}

result <- list(
  made_by = list(
    program = R.version.string, command = "Rscript factors_reliability.R",
    packages = sapply(c("psych", "GPArotation", "psychTools", "lavaan", "jsonlite"), function(p) as.character(packageVersion(p)), simplify = FALSE)
  )
)
for (name in names(sets)) {
  set <- sets[[name]]
  data <- read.csv(file.path("data", paste0(name, ".csv")))
  x <- na.omit(data)
  R <- cor(x)
  kmo <- psych::KMO(R)
  bartlett <- psych::cortest.bartlett(R, n = nrow(x))
  result[[name]] <- c(
    list(
      n = nrow(x), n_dropped = nrow(data) - nrow(x), kmo = kmo$MSA, msa = unname(kmo$MSAi),
      bartlett = list(chi2 = bartlett$chisq, df = bartlett$df, p = bartlett$p.value),
      determinant = det(R), eigenvalues = eigen(R)$values,
      reliability = c(list(overall = reliability(data)), lapply(set$scales, function(items) reliability(data[, items])))
    ),
    suppressWarnings(extractions(x, set$factors))
  )
}
write(toJSON(result, auto_unbox = TRUE, digits = 15, null = "null", na = "null"), "r.json")
