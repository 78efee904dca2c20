"""Long checks that `make audit` runs and `make test` does not: three browser engines, and Lighthouse."""
