package org.ltet.portal.web;

import java.util.regex.Pattern;
import org.ltet.portal.shared.Money;
import org.springframework.boot.jackson.JacksonComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * Amounts in the API: {"amount": "31200.00", "currency": "INR"}, a decimal string so that no program reads it as a
 * floating-point number. Received as the same or as the string alone.
 */
@JacksonComponent
class MoneyJson {

    static class Writer extends ValueSerializer<Money> {
        @Override
        public void serialize(Money value, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("amount", value.plain());
            json.writeStringProperty("currency", Money.CURRENCY);
            json.writeEndObject();
        }
    }

    static class Reader extends ValueDeserializer<Money> {
        private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,2})?");

        @Override
        public Money deserialize(JsonParser json, DeserializationContext context) {
            JsonNode node = context.readTree(json);
            JsonNode amount = node.isObject() ? node.path("amount") : node;
            String currency = node.isObject() ? node.path("currency").asString(Money.CURRENCY) : Money.CURRENCY;
            boolean readable =
                    amount.isString() && AMOUNT.matcher(amount.asString()).matches();
            if (!readable || !currency.equals(Money.CURRENCY)) {
                return (Money) context.handleWeirdStringValue(
                        Money.class, node.toString(), "expected an amount such as \"31200.00\" in INR");
            }
            return Money.of(amount.asString());
        }
    }
}
