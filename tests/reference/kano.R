# Makes kano.json: tests of groups by categories, adjusted p, bootstrap intervals of Better and Worse, means of
# ratings. Run in this folder: Rscript kano.R
library(jsonlite)
set.seed(1)

# Groups by categories: hair colour as the group, eye colour as the category (datasets::HairEyeColor); exercise and
# smoking of students (MASS::survey), where expected counts are small.
tables <- list(hair = apply(HairEyeColor, c(1, 2), sum), male = HairEyeColor[, , "Male"],
               smoking = unclass(table(MASS::survey$Exer, MASS::survey$Smoke)))
test <- function(x) {
  exact <- suppressWarnings(chisq.test(x, correct = FALSE))
  list(counts = unname(split(x, row(x))), groups = rownames(x), chi2 = unname(exact$statistic), df = unname(exact$parameter),
       p = exact$p.value, p_simulated = chisq.test(x, simulate.p.value = TRUE, B = 2e5)$p.value,
       largest_residual = exact$stdres[which.max(abs(exact$stdres))])
}
segments <- lapply(tables, test)

# Percentile bootstrap of the coefficients, a million multinomial samples.
bootstrap <- function(counts) {
  draws <- rmultinom(1e6, sum(counts), counts / sum(counts))
  of <- colSums(draws[1:4, ])
  ends <- c(0.025, 0.975)
  list(counts = as.list(setNames(counts, c("M", "O", "A", "I", "R", "Q"))),
       better = unname(quantile((draws[3, ] + draws[2, ]) / of, ends)),
       worse = unname(quantile(-(draws[2, ] + draws[1, ]) / of, ends)))
}
intervals <- list(bootstrap(c(45, 30, 10, 10, 3, 2)), bootstrap(c(3, 4, 8, 75, 121, 5)), bootstrap(c(101, 54, 54, 81, 3, 3)))

# Continuous map: mean, SD and t interval of the ratings.
functional <- c(0, 0, 1, 2, 0, 3, 4, 1, 0, 2)
dysfunctional <- c(4, 3, 4, 2, 0, 1, 0, 4, 4, 4)
rate <- function(answers, ratings) {
  x <- ratings[answers + 1]
  list(mean = mean(x), sd = sd(x), ci = as.numeric(t.test(x)$conf.int))
}
continuous <- list(functional_answers = functional, dysfunctional_answers = dysfunctional,
                   functional = rate(functional, c(4, 2, 0, -1, -2)), dysfunctional = rate(dysfunctional, c(-2, -1, 0, 2, 4)))

write_json(list(made_by = paste(R.version.string, "- base, stats, datasets, MASS"), segments = segments,
                holm = p.adjust(sapply(segments, function(s) s$p), "holm"), intervals = intervals,
                continuous = continuous),
           "kano.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
