package org.ltet.portal.web;

import org.ltet.checks.Input;
import org.ltet.portal.shared.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Amounts in the JSON of the API: decimal strings only, and written as they were read. */
public final class MoneyJsonFuzz {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Money.class, new MoneyJson.Writer())
                    .addDeserializer(Money.class, new MoneyJson.Reader()))
            .build();

    private MoneyJsonFuzz() {}

    /** Loads what the parser needs, so that the first input does not pay for it. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Money money = MAPPER.readValue(input, Money.class);
            if (money != null) {
                Input.holds(!money.exceeds(Money.MAX), "more than the database holds");
                Input.holds(
                        money.equals(MAPPER.readValue(MAPPER.writeValueAsBytes(money), Money.class)),
                        "another amount the second time");
            }
        } catch (JacksonException refused) {
            // the API answers 400
        }
    }
}
