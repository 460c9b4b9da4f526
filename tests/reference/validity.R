# Writes validity_r.json: what R says of the numbers that stand beside a factor analysis, listwise.
# Run from this directory: Rscript validity.R (after data.R, dormitory.py and reliability.R, which writes ability.csv).
suppressMessages({
  library(jsonlite)
  library(psych)
  library(GPArotation)
  library(lavaan)
})

sets <- fromJSON("sets.json", simplifyMatrix = FALSE)
complete <- function(name) na.omit(read.csv(file.path("data", paste0(name, ".csv"))))
plain <- function(m) unname(as.matrix(unclass(m)))

# Factors by falling sum of squares, each with a sum of loadings >= 0; structure: correlations of items and factors.
structure_matrix <- function(loadings, phi) {
  order <- order(-diag(phi %*% t(loadings) %*% loadings))
  sign <- ifelse(colSums(loadings) < 0, -1, 1)[order]
  plain((loadings %*% phi)[, order] %*% diag(sign))
}

about <- function(name) {
  R <- cor(complete(name))
  m <- sets[[name]]$factors
  paf <- plain(psych::fa(R, m, fm = "pa", rotate = "none", min.err = 1e-12, max.iter = 20000, SMC = TRUE)$loadings)
  kmo <- psych::KMO(R)
  worst <- which.min(kmo$MSAi)
  found <- list(
    smc = unname(psych::smc(R)),
    least_fitting = list(item = names(worst), msa = unname(kmo$MSAi[worst]), kmo = psych::KMO(R[-worst, -worst])$MSA)
  )
  if (m > 1) {
    orthogonal <- matrix(stats::varimax(paf, normalize = TRUE, eps = 1e-15)$loadings, nrow(paf))
    promax <- psych::kaiser(orthogonal, rotate = "Promax")
    oblimin <- GPArotation::oblimin(paf, normalize = FALSE, eps = 1e-7, maxit = 5000)
    found$structure <- list(
      promax = structure_matrix(matrix(promax$loadings, nrow(paf)), promax$Phi),
      oblimin = structure_matrix(matrix(oblimin$loadings, nrow(paf)), oblimin$Phi)
    )
  }
  found
}

# lavaan searches each correlation to its limit; psych stops within about 1e-4 (Brent's method with its default).
polychoric_of <- function(x, m) {
  few <- as.data.frame(lapply(x, ordered))
  rho <- plain(suppressWarnings(lavCor(few)))
  definite <- min(eigen(rho)$values) > 0
  paf <- if (definite) psych::fa(rho, m, fm = "pa", rotate = "none", min.err = 1e-12, max.iter = 20000, SMC = TRUE)
  by_psych <- function(correct) plain(suppressWarnings(psych::polychoric(x, correct = correct, smooth = FALSE))$rho)
  list(
    rho = rho, psych_without_correction = by_psych(0), psych_with_half = by_psych(0.5),
    smoothed = if (!definite) plain(suppressWarnings(psych::cor.smooth(rho))),
    kmo = if (definite) psych::KMO(rho)$MSA, communalities = if (definite) unname(paf$communality)
  )
}

ability <- complete("ability")
few_rows <- complete("bfi")[1:60, 1:10]
result <- list(
  made_by = list(
    program = R.version.string, command = "Rscript validity.R",
    packages = sapply(c("psych", "GPArotation", "lavaan"), function(p) as.character(packageVersion(p)), simplify = FALSE)
  ),
  factors = sapply(names(sets), about, simplify = FALSE),
  polychoric = list(
    bfi = polychoric_of(complete("bfi"), 5), dormitory = polychoric_of(complete("dormitory"), 8),
    ability = polychoric_of(ability, 4),
    # Tables with many empty cells, and 2 x 2 tables with one.
    bfi_60_rows = polychoric_of(few_rows, 2), ability_40_rows = polychoric_of(ability[1:40, c(1:5, 13:16)], 2)
  )
)
write(toJSON(result, auto_unbox = TRUE, digits = 12, null = "null"), "validity_r.json")
