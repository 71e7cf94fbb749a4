package org.ltet.portal.schemes;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Definitions as JSON, strictly: a property that no record has is an error, not a typing mistake that passes unseen. */
final class DefinitionJson {

    private static final Set<String> EMPTY = Set.of("null", "[]", "false");

    /** Before the point, and after it. */
    private static final int MOST_DIGITS = 12;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .addModule(new SimpleModule("money")
                    .addSerializer(Money.class, new MoneyWriter())
                    .addDeserializer(Money.class, new MoneyReader())
                    .addDeserializer(BigDecimal.class, new NumberReader()))
            .build();

    private DefinitionJson() {}

    static String write(SchemeDefinition definition) {
        return MAPPER.writeValueAsString(definition);
    }

    /** One part of a definition, for the record of changes; null when it is empty. */
    static @Nullable String part(RecordComponent part, SchemeDefinition definition) {
        try {
            String json = MAPPER.writeValueAsString(part.getAccessor().invoke(definition));
            return EMPTY.contains(json) ? null : json;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static SchemeDefinition read(String json) {
        return MAPPER.readValue(json, SchemeDefinition.class);
    }

    static SchemeDefinition read(InputStream json) {
        try (json) {
            return MAPPER.readValue(json, SchemeDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Amounts are plain numbers of rupees. */
    private static final class MoneyWriter extends StdScalarSerializer<Money> {
        MoneyWriter() {
            super(Money.class);
        }

        @Override
        public void serialize(Money value, JsonGenerator json, SerializationContext context) throws JacksonException {
            json.writeNumber(value.amount());
        }
    }

    private static final class MoneyReader extends StdScalarDeserializer<Money> {
        MoneyReader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser json, DeserializationContext context) throws JacksonException {
            BigDecimal amount = json.getDecimalValue();
            if (isUnheard(amount) || amount.stripTrailingZeros().scale() > 2) {
                return (Money) context.handleWeirdNumberValue(Money.class, amount, "not an amount of rupees and paise");
            }
            return Money.of(amount);
        }
    }

    private static final class NumberReader extends StdScalarDeserializer<BigDecimal> {
        NumberReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser json, DeserializationContext context) throws JacksonException {
            BigDecimal number = json.getDecimalValue();
            return isUnheard(number)
                    ? (BigDecimal) context.handleWeirdNumberValue(BigDecimal.class, number, "too many digits")
                    : number;
        }
    }

    /** 1e999999999 is written in eleven characters, and reckoning with it takes all the memory there is. */
    private static boolean isUnheard(BigDecimal number) {
        return Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS || number.scale() > MOST_DIGITS;
    }
}
