package org.ltet.portal.integrations.sap;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url root of the interface, with journal-entries below it
 * @param documentType kind of document that is the portal's alone
 * @param costCentres of the companies whose cost centre is not named as they are
 * @param timeout how long one call may take until its answer begins
 * @param pause how long SAP is left in peace when it failed too often
 */
@ConfigurationProperties("portal.integrations.sap")
record SapProperties(
        URI url,
        String user,
        String password,
        String companyCode,
        @DefaultValue("ZT") String documentType,
        Accounts accounts,
        @DefaultValue Map<String, String> costCentres,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration timeout,
        @DefaultValue("30s") Duration pause) {

    /** General ledger accounts: of the benefits, of what is on its way through the bank, and of the bank. */
    record Accounts(
            @Nullable String benefits,
            @Nullable String transit,
            @Nullable String bank) {}

    /** Without the password. */
    @Override
    public String toString() {
        return "SapProperties[" + url + ", " + user + ", " + companyCode + "]";
    }
}
