package org.ltet.portal.payments;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The trust's own account, from which every payment is made.
 *
 * @param name name of the trust as the bank knows it
 * @param account account number at the bank
 * @param ifsc branch code of the account
 * @param id customer id that the bank gave the trust for host-to-host files
 */
@ConfigurationProperties("portal.payments.debtor")
public record Debtor(String name, String account, String ifsc, String id) {

    private static final Pattern IFSC = Pattern.compile("[A-Z]{4}0[A-Z0-9]{6}");

    public Debtor {
        if (BankText.of(name, 70).isEmpty() || account.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("portal.payments.debtor needs name, account and id");
        }
        if (!IFSC.matcher(ifsc).matches()) {
            throw new IllegalArgumentException("portal.payments.debtor.ifsc is not an IFSC: " + ifsc);
        }
    }

    /** Whether a bank's own code (IFSC, or its first four letters) is that of the trust's bank. */
    boolean isAtBank(String code) {
        return code.length() >= 4 && ifsc.startsWith(code.substring(0, 4).toUpperCase(java.util.Locale.ROOT));
    }
}
