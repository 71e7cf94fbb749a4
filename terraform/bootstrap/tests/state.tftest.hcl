mock_provider "aws" {}

run "state_is_encrypted_versioned_and_closed" {
  command = plan

  assert {
    condition     = output.facts.encryption == "aws:kms" && output.facts.versioned && output.facts.closed && output.facts.tls_only
    error_message = "The bucket of the state is encrypted under its own key, versioned, closed, and reached over TLS only."
  }
}
