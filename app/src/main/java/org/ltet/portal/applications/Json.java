package org.ltet.portal.applications;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.shared.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** What the module keeps as JSON columns. Independent of how the API writes JSON, so that old rows stay readable. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Money.class, new MoneyWriter())
                    .addDeserializer(Money.class, new MoneyReader()))
            .build();

    /** Names in alphabetical order and no blanks: the same for the same content, whoever writes it. */
    private static final JsonMapper CANONICAL = MAPPER.rebuild()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Json() {}

    static String canonical(Object value) {
        return CANONICAL.writeValueAsString(value);
    }

    static DecisionContent decision(String json) {
        return MAPPER.readValue(json, DecisionContent.class);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static @Nullable String writeOrNull(@Nullable Object value) {
        return value == null ? null : write(value);
    }

    static Map<String, String> answers(String json) {
        return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    static Map<String, Long> sectionVersions(String json) {
        return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, Long>>() {});
    }

    static @Nullable FrozenFacts facts(@Nullable String json) {
        return json == null ? null : MAPPER.readValue(json, FrozenFacts.class);
    }

    static @Nullable Benefit benefit(@Nullable String json) {
        return json == null ? null : MAPPER.readValue(json, Benefit.class);
    }

    private static final class MoneyWriter extends ValueSerializer<Money> {
        @Override
        public void serialize(Money value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(value.plain());
        }
    }

    private static final class MoneyReader extends ValueDeserializer<Money> {
        @Override
        public Money deserialize(JsonParser parser, DeserializationContext context) {
            return Money.of(parser.getString());
        }
    }
}
