* One data set of sets.json; pspp.py fills in @file@, @variables@, @factors@ and the RELIABILITY lines.
* Twelve decimals; iterations run on to the limit (PSPP stops a rotation at 1e-4 and an extraction at 1e-3 by default).
SET FORMAT=F20.12.
SET SMALL=0.
SET MXLOOPS=100000.
GET DATA /TYPE=TXT /FILE='@file@' /DELIMITERS="," /FIRSTCASE=2 /VARIABLES=@variables@.
* CRITERIA acts on the subcommands after it only.
FACTOR /VARIABLES=ALL /MISSING=LISTWISE /PRINT=INITIAL EXTRACTION ROTATION KMO AIC
  /CRITERIA=FACTORS(@factors@) RCONVERGE(1e-15) ITERATE(10000) /EXTRACTION=PC /ROTATION=VARIMAX.
FACTOR /VARIABLES=ALL /MISSING=LISTWISE /PRINT=EXTRACTION ROTATION
  /CRITERIA=FACTORS(@factors@) ECONVERGE(1e-12) RCONVERGE(1e-15) ITERATE(10000) /EXTRACTION=PAF /ROTATION=VARIMAX.
