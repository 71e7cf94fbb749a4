package org.ltet.portal.integrations.gateway;

import java.io.IOException;
import org.ltet.portal.integrations.Circuit;
import org.ltet.portal.integrations.Circuits;
import org.ltet.portal.payments.spi.AccountValidator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Validation of accounts by the gateway, over the same line as payouts; off unless it is switched on. With a circuit of its
 * own, as no payout may wait because accounts cannot be asked about.
 */
@Component
@ConditionalOnProperty({"portal.integrations.gateway.url", "portal.integrations.gateway.validate-accounts"})
class HttpAccountValidator implements AccountValidator {

    private final HttpGateway gateway;
    private final Circuit circuit;

    HttpAccountValidator(HttpGateway gateway, GatewayProperties properties, Circuits circuits) {
        this.gateway = gateway;
        this.circuit = circuits.of("account validation", properties.pause(), HttpGateway::failed);
    }

    @Override
    public Answer validate(String key, Account account) throws IOException {
        Words.Validation words = new Words.Validation(new Words.Fund(
                "bank_account", new Words.BankAccount(account.holder(), account.ifsc(), account.number())));
        return gateway.post(circuit, "/fund_accounts/validations", key, words, GatewayAnswer::validation);
    }
}
