# Numbers for survey weights, raking, waves, bootstrap and the net promoter score, made by R alone.
# Run in this directory: Rscript scores_survey.R   (needs survey, boot, psychTools, jsonlite, and NPS 2.0.999 from
# github.com/brendan-r/NPS, in the folder named by the environment variable NPS_LIBRARY)
suppressMessages({library(jsonlite); library(survey); library(boot)})
library(NPS, lib.loc = Sys.getenv("NPS_LIBRARY", .libPaths()[1]))
version <- function(name) as.character(packageVersion(name))
made_by <- list(program = R.version.string, survey = version("survey"), boot = version("boot"),
                psychTools = version("psychTools"), NPS = version("NPS"), command = "Rscript scores_survey.R")
data(api)

# -- Californian schools, a stratified sample with sampling weights that are not whole numbers
schools <- apistrat[, c("stype", "sch.wide", "api99", "api00", "pw")]
schools$api00[seq(5, 200, by = 9)] <- NA       # gaps of our own, to see missing answers through
write.csv(schools, "data/apistrat.csv", row.names = FALSE, na = "")
weighted <- svydesign(ids = ~1, weights = ~pw, data = schools)
estimate <- function(formula, design) {
  m <- svymean(formula, design, na.rm = TRUE)
  list(mean = unname(coef(m)), se = unname(sqrt(diag(vcov(m)))))
}
survey_weights <- list(
  api99 = estimate(~api99, weighted), api00 = estimate(~api00, weighted),
  stype = as.list(svymean(~stype, weighted)[1:3]), sch.wide = as.list(svymean(~sch.wide, weighted)[1:2]),
  E = estimate(~api99, subset(weighted, stype == "E")))

# -- post-stratification and raking to the whole state, from equal and from sampling weights
stype <- as.data.frame(table(stype = apipop$stype)); wide <- as.data.frame(table(sch.wide = apipop$sch.wide))
raked <- function(start) {
  schools$start <- start
  design <- rake(svydesign(ids = ~1, weights = ~start, data = schools), list(~stype, ~sch.wide), list(stype, wide),
                 control = list(maxit = 500, epsilon = 1e-12 * nrow(apipop)))
  w <- weights(design)
  list(weights = unname(w / mean(w)), api99 = unname(coef(svymean(~api99, design))),
       effective = sum(w)^2 / sum(w^2))
}
post <- postStratify(svydesign(ids = ~1, weights = ~1, data = schools), ~stype, stype)
fit <- function(x, target) {
  test <- chisq.test(table(x), p = target$Freq / sum(target$Freq))
  list(chi2 = unname(test$statistic), df = unname(test$parameter), p = test$p.value)
}
shares <- list(stype = setNames(as.list(stype$Freq), stype$stype), sch.wide = setNames(as.list(wide$Freq), wide$sch.wide))
raking <- list(targets = shares, equal = raked(rep(1, 200)), sampling = raked(schools$pw),
               one = list(weights = unname(weights(post) / mean(weights(post))), api99 = unname(coef(svymean(~api99, post)))),
               fit = list(stype = fit(schools$stype, stype), sch.wide = fit(schools$sch.wide, wide)))

# -- waves: complete rows of bfi, conscientiousness on 0-100, by gender (two) and by education (five)
items <- paste0("C", 1:5)
bfi <- na.omit(psychTools::bfi[seq(1, 2800, length.out = 400), c(items, "gender", "education")])
write.csv(bfi, "data/bfi_waves.csv", row.names = FALSE)
x <- 20 * (as.matrix(bfi[, items]) - 1)
index <- rowMeans(x)
games_howell <- function(y, g, pairs = lapply(2:nlevels(g), function(b) c(b - 1, b))) { # each less the one before
  n <- tapply(y, g, length); m <- tapply(y, g, mean); v <- tapply(y, g, var) / n; k <- length(n)
  lapply(pairs, function(pair) {
    a <- pair[1]; b <- pair[2]; se <- sqrt(v[a] + v[b]); d <- unname(m[b] - m[a])
    df <- (v[a] + v[b])^2 / (v[a]^2 / (n[a] - 1) + v[b]^2 / (n[b] - 1))
    reach <- qtukey(0.95, k, df) / sqrt(2) * se
    list(difference = d, ci = unname(c(d - reach, d + reach)),
         p = unname(ptukey(abs(d) / se * sqrt(2), k, df, lower.tail = FALSE)))
  })
}
wave <- function(y, g) {
  test <- oneway.test(y ~ g)
  list(mean = unname(tapply(y, g, mean)), statistic = unname(test$statistic), df = unname(test$parameter),
       p = test$p.value, steps = games_howell(y, g), whole = games_howell(y, g, list(c(1, nlevels(g))))[[1]])
}
two <- t.test(index[bfi$gender == 2], index[bfi$gender == 1])
by_item <- lapply(items, function(i) wave(x[, i], factor(bfi$education)))
waves <- list(education = wave(index, factor(bfi$education)), gender = wave(index, factor(bfi$gender)),
              t = list(statistic = unname(two$statistic), df = unname(two$parameter), p = two$p.value, ci = two$conf.int[1:2]),
              items = setNames(by_item, items),
              holm = p.adjust(sapply(by_item, function(test) test$p), "holm"))

# -- bootstrap: percentile intervals from very many resamples
set.seed(20260101)
percentile <- function(y) {
  drawn <- boot(y, function(d, i) mean(d[i]), R = 2e5)
  boot.ci(drawn, type = "perc")$percent[4:5]
}
skewed <- sort(x[, "C1"])[1:60]
boots <- list(index = percentile(index), skewed = list(data = skewed, ci = percentile(skewed)))

# -- net promoter score: the package of Rocks, whose paper it is
options(nps.100 = TRUE)
nps <- function(counts) {
  found <- nps_test_(counts, test = "adjusted.wald")
  list(counts = counts, nps = unname(found$nps.x), ci = unname(found$int))
}
loyalty <- list(nps(c(20, 30, 50)), nps(c(0, 0, 12)), nps(c(7, 0, 0)), nps(c(3, 1, 4)), nps(c(112, 240, 97)))
two_groups <- t.test(rep(c(-1, 0, 1), c(20, 30, 50)), rep(c(-1, 0, 1), c(25, 10, 15)))

write_json(list(made_by = made_by, survey_weights = survey_weights, raking = raking, waves = waves, bootstrap = boots,
                loyalty = loyalty,
                loyalty_groups = list(t = unname(two_groups$statistic), df = unname(two_groups$parameter), p = two_groups$p.value)),
           "scores_survey.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
