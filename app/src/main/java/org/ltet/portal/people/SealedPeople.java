package org.ltet.portal.people;

import org.ltet.portal.operations.IndexedColumn;
import org.ltet.portal.operations.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of people lies sealed in the database. */
@Configuration(proxyBeanMethods = false)
class SealedPeople {

    static final SealedColumn ACCOUNT_NUMBER = SealedColumn.of("people.bank_account", "number_cipher");

    static final SealedColumn IDENTITY_NUMBER = SealedColumn.of("people.identity_number", "number_cipher");

    static final SealedColumn REQUEST_WORDS = SealedColumn.of("people.data_request_step", "words");

    @Bean
    SealedColumn sealedAccountNumbers() {
        return ACCOUNT_NUMBER;
    }

    @Bean
    SealedColumn sealedIdentityNumbers() {
        return IDENTITY_NUMBER;
    }

    @Bean
    SealedColumn sealedWordsOfDataRequests() {
        return REQUEST_WORDS;
    }

    @Bean
    IndexedColumn indexedAccountNumbers() {
        return new IndexedColumn(ACCOUNT_NUMBER, "number_index");
    }

    @Bean
    IndexedColumn indexedIdentityNumbers() {
        return new IndexedColumn(IDENTITY_NUMBER, "number_index");
    }
}
