package org.ltet.portal.people;

import org.ltet.portal.operations.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of people lies sealed in the database. */
@Configuration(proxyBeanMethods = false)
class SealedPeople {

    static final SealedColumn ACCOUNT_NUMBER = SealedColumn.of("people.bank_account", "number_cipher");

    @Bean
    SealedColumn sealedAccountNumbers() {
        return ACCOUNT_NUMBER;
    }
}
