package org.ltet.portal.payments;

import org.ltet.portal.operations.IndexedColumn;
import org.ltet.portal.operations.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of payments lies sealed in the database: the account of each voucher, copied to the payments made from it. */
@Configuration(proxyBeanMethods = false)
class SealedPayments {

    static final SealedColumn PAYEE = SealedColumn.of("payments.voucher", "payee_account");

    @Bean
    SealedColumn sealedPayeesOfVouchers() {
        return PAYEE;
    }

    @Bean
    IndexedColumn indexedPayeesOfVouchers() {
        return new IndexedColumn(PAYEE, "payee_account_index");
    }

    @Bean
    SealedColumn sealedPayeesOfPayments() {
        return PAYEE.copiedTo("payments.payment", "payee_account", "voucher_id");
    }
}
