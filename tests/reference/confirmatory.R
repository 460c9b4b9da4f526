# Writes confirmatory.json: what lavaan and semTools say about given dimensions, listwise, maximum likelihood.
# Run from this directory: Rscript confirmatory.R
#
# lavaan's defaults: covariances divided by n, chi-square n times the function's least value, expected information.
# Its usual search (nlminb) leaves a gradient of about 1e-6; Gauss-Newton steps from there run on to the limit, as the
# largest gradient shows. semTools takes AVE and CR from the unstandardised solution: items are standardised for them,
# so that AVE is the mean squared standardised loading.
suppressMessages({
  library(jsonlite)
  library(lavaan)
  library(semTools)
})

tests <- names(read.csv(file.path("data", "tests24.csv")))
models <- list(
  holzinger = list(data = "holzinger", dimensions = list(
    visual = paste0("x", 1:3), textual = paste0("x", 4:6), speed = paste0("x", 7:9)
  )),
  # Items that run the other way are not turned: their loadings are negative.
  bfi = list(data = "bfi", dimensions = list(
    agree = paste0("A", 1:5), conscientious = paste0("C", 1:5), extraversion = paste0("E", 1:5),
    neuroticism = paste0("N", 1:5), openness = paste0("O", 1:5)
  )),
  # A dimension of two items is determined by its correlations with the others.
  bfi_pairs = list(data = "bfi", dimensions = list(
    agree = c("A3", "A5"), extraversion = c("E3", "E4", "E5"), neuroticism = c("N1", "N2")
  )),
  tests24 = list(data = "tests24", dimensions = list(
    spatial = tests[1:4], verbal = tests[5:9], speed = tests[10:13], memory = tests[14:19],
    mathematical = tests[20:24]
  )),
  attitude = list(data = "attitude", dimensions = list(
    all = c("rating", "complaints", "privileges", "learning", "raises", "critical", "advance")
  ))
)

solve_to_the_limit <- function(syntax, x) {
  first <- cfa(syntax, x, std.lv = TRUE)
  fit <- cfa(syntax, x, std.lv = TRUE, start = parameterTable(first), optim.method = "GN", optim.gn.tol.x = 1e-11)
  stopifnot(max(abs(lavInspect(fit, "optim.gradient"))) < 1e-8)
  fit
}

result <- lapply(models, function(each) {
  x <- na.omit(read.csv(file.path("data", paste0(each$data, ".csv")))[, unlist(each$dimensions)])
  syntax <- paste(sprintf("%s =~ %s", names(each$dimensions),
                          sapply(each$dimensions, paste, collapse = " + ")), collapse = "\n")
  fit <- solve_to_the_limit(syntax, x)
  scaled <- solve_to_the_limit(syntax, as.data.frame(scale(x)))
  standard <- standardizedSolution(fit)
  loading <- standard[standard$op == "=~", ]
  between <- standard[standard$op == "~~" & standard$lhs != standard$rhs, ]
  htmt <- function(absolute) {
    if (length(each$dimensions) < 2) return(NULL)
    unname(as.matrix(semTools::htmt(syntax, x, absolute = absolute, htmt2 = FALSE)))
  }
  list(
    dimensions = each$dimensions, data = each$data, n = nobs(fit),
    loadings = data.frame(item = loading$rhs, loading = loading$est.std, se = loading$se, p = loading$pvalue),
    correlations = data.frame(a = between$lhs, b = between$rhs, r = between$est.std, p = between$pvalue,
                              low = between$ci.lower, high = between$ci.upper),
    fit = as.list(fitMeasures(fit, c("chisq", "df", "pvalue", "baseline.chisq", "baseline.df", "cfi", "tli", "rmsea",
                                     "rmsea.ci.lower", "rmsea.ci.upper", "srmr"))),
    ave = as.list(setNames(as.numeric(AVE(scaled, obs.var = FALSE)), names(each$dimensions))),
    cr = as.list(setNames(as.numeric(compRelSEM(scaled, obs.var = FALSE, return.df = FALSE)),
                          names(each$dimensions))),
    # With absolute correlations, and as they are.
    htmt = htmt(TRUE), htmt_signed = htmt(FALSE)
  )
})

made_by <- list(
  program = R.version.string, command = "Rscript confirmatory.R",
  packages = list(lavaan = as.character(packageVersion("lavaan")), semTools = as.character(packageVersion("semTools")))
)
write(toJSON(c(list(made_by = made_by), result), auto_unbox = TRUE, digits = NA, pretty = TRUE), "confirmatory.json")
