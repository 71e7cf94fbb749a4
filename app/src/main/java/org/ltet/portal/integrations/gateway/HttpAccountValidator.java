package org.ltet.portal.integrations.gateway;

import java.io.IOException;
import org.ltet.portal.payments.spi.AccountValidator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Validation of accounts by the gateway, over the same line and circuit as payouts; off unless it is switched on. */
@Component
@ConditionalOnProperty({"portal.integrations.gateway.url", "portal.integrations.gateway.validate-accounts"})
class HttpAccountValidator implements AccountValidator {

    private final HttpGateway gateway;

    HttpAccountValidator(HttpGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Answer validate(String key, Account account) throws IOException {
        Words.Validation words = new Words.Validation(new Words.Fund(
                "bank_account", new Words.BankAccount(account.holder(), account.ifsc(), account.number())));
        return gateway.post("/fund_accounts/validations", key, words, GatewayAnswer::validation);
    }
}
