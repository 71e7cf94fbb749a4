package org.ltet.simulators.bank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("simulators.bank")
record BankProperties(
        @DefaultValue("bank-demo") String password,
        @DefaultValue("mixed") Scenario scenario) {}
