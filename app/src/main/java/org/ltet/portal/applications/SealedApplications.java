package org.ltet.portal.applications;

import org.ltet.portal.operations.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of an application lies sealed in the database: all that tells of income and health. */
@Configuration(proxyBeanMethods = false)
class SealedApplications {

    static final SealedColumn ANSWERS = SealedColumn.of("applications.application", "answers");
    static final SealedColumn FACTS = SealedColumn.of("applications.application", "facts");
    static final SealedColumn BENEFIT = SealedColumn.of("applications.application", "benefit");

    @Bean
    SealedColumn sealedAnswers() {
        return ANSWERS;
    }

    @Bean
    SealedColumn sealedFacts() {
        return FACTS;
    }

    @Bean
    SealedColumn sealedBenefits() {
        return BENEFIT;
    }

    @Bean
    SealedColumn sealedDecisions() {
        return DecisionRows.CONTENT;
    }

    @Bean
    SealedColumn sealedDecisionKeys() {
        return DecisionKeys.SEALED;
    }
}
