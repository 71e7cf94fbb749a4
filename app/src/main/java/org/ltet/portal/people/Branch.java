package org.ltet.portal.people;

/**
 * A bank branch that has an IFSC. The published list names banks, not branches: the branch is known by its code.
 *
 * @param bankName the bank that serves the account, which may use the branch of another
 * @param branchName the branch part of the code, "000060" of HDFC0000060
 */
public record Branch(String ifsc, String bankCode, String bankName, String branchName) {}
