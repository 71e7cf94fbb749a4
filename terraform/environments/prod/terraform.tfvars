# The account of this environment, and the release in service there: what `terraform apply` keeps, and a release changes.
account_id = "000000000000"
release    = "1.0.0"
