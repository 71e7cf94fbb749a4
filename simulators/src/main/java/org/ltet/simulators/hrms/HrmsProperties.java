package org.ltet.simulators.hrms;

import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param people how many people there are, the fixed personas among them
 * @param seed what the people are made from; the same seed gives the same people
 * @param asOf the day the made-up records describe; nothing in them is younger
 * @param badRecords how many people lack their date of birth
 */
@ConfigurationProperties("simulators.hrms")
record HrmsProperties(
        @DefaultValue("2000") int people,
        @DefaultValue("20261101") long seed,
        @DefaultValue("hrms-demo") String password,
        @DefaultValue("2026-11-01") LocalDate asOf,
        @DefaultValue("0") int badRecords) {}
