# Writes the data sets of R packages as CSV files, and sets.json: items, number of factors, scales.
# Run from this directory: Rscript data.R
library(jsonlite)
library(psychTools)
library(lavaan)

data(bfi, package = "psychTools")
data(holzinger.swineford, package = "psychTools")
data(HolzingerSwineford1939, package = "lavaan")

tests <- holzinger.swineford[, grep("^t[0-9]{2}_", names(holzinger.swineford))][, 1:24]
abilities <- HolzingerSwineford1939[, paste0("x", 1:9)]

sets <- list(
  bfi = list(
    origin = "psychTools::bfi, items A1 to O5, all rows",
    data = bfi[, 1:25], factors = 5,
    scales = list(agree = paste0("A", 1:5), conscientious = paste0("C", 1:5), extraversion = paste0("E", 1:5),
                  neuroticism = paste0("N", 1:5), openness = paste0("O", 1:5), pair = c("A2", "A3"))
  ),
  attitude = list(
    origin = "datasets::attitude",
    data = attitude, factors = 2,
    scales = list(treatment = c("complaints", "privileges", "learning", "raises"), pair = c("critical", "advance"))
  ),
  holzinger = list(
    origin = "lavaan::HolzingerSwineford1939, x1 to x9",
    data = abilities, factors = 3,
    scales = list(visual = paste0("x", 1:3), textual = paste0("x", 4:6), speed = paste0("x", 7:9))
  ),
  tests24 = list(
    origin = "psychTools::holzinger.swineford, the 24 tests t01 to t24",
    data = tests, factors = 4,
    scales = list(spatial = names(tests)[1:4], verbal = names(tests)[5:9])
  )
)
for (name in names(sets)) {
  write.csv(sets[[name]]$data, file.path("data", paste0(name, ".csv")), row.names = FALSE, na = "", quote = FALSE)
  sets[[name]]$items <- names(sets[[name]]$data)
  sets[[name]]$data <- NULL
}
write(toJSON(sets, auto_unbox = TRUE, pretty = TRUE), "sets.json")
