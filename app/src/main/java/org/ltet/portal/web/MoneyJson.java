package org.ltet.portal.web;

import java.util.regex.Pattern;
import org.ltet.portal.shared.Money;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * Amounts in the API: decimal strings such as "31200.00", so that no program reads them as floating-point numbers. The
 * currency stands beside them once in each answer.
 */
@JacksonComponent
class MoneyJson {

    static class Writer extends ValueSerializer<Money> {
        @Override
        public void serialize(Money value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.plain());
        }
    }

    static class Reader extends ValueDeserializer<Money> {
        private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,2})?");

        @Override
        public Money deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return (Money) context.handleUnexpectedToken(Money.class, json);
            }
            String amount = json.getString();
            return AMOUNT.matcher(amount).matches()
                    ? Money.of(amount)
                    : (Money) context.handleWeirdStringValue(Money.class, amount, "expected an amount as 31200.00");
        }
    }
}
